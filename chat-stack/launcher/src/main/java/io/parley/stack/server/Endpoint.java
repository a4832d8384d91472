package io.parley.stack.server;

import java.net.URI;

/** How to reach a running server. Every one listens on 127.0.0.1 only. */
public sealed interface Endpoint {
    int port();

    default String host() {
        return "127.0.0.1";
    }

    /** PostgreSQL. {@code user} may create databases. */
    record Postgres(int port, String user, String password) implements Endpoint {
        public String jdbcUrl(String database) {
            return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
        }
    }

    /** Redis, with a password for all. */
    record Redis(int port, String password) implements Endpoint {
        /** How many databases it has: enough for every application of a test run to have one of its own. */
        public static final int DATABASES = 4096;

        /** As {@code quarkus.redis.hosts} wants it. */
        public String uri(int database) {
            return "redis://:" + password + "@" + host() + ":" + port + "/" + database;
        }
    }

    /** The AMQP 1.0 broker. */
    record Broker(int port, String user, String password) implements Endpoint {}

    /** OpenSearch. */
    record Search(int port) implements Endpoint {
        /** As {@code quarkus.elasticsearch.hosts} wants it. */
        public String hostAndPort() {
            return host() + ":" + port;
        }

        public URI uri() {
            return URI.create("http://" + hostAndPort());
        }
    }

    /** Keycloak with the realm {@code parley}; the administrator is one of the realm {@code master}. */
    record Keycloak(int port, int managementPort, String administrator, String administratorPassword)
            implements Endpoint {
        public URI uri() {
            return URI.create("http://" + host() + ":" + port);
        }

        /** {@code quarkus.oidc.auth-server-url}: the issuer of the tokens. */
        public URI realm() {
            return uri().resolve("/realms/parley");
        }

        /** {@code parley.keycloak.admin-url}. */
        public URI adminApi() {
            return uri().resolve("/admin/realms/parley");
        }

        /** Where a form with {@code grant_type} gets a token. */
        public URI tokenEndpoint() {
            return uri().resolve("/realms/parley/protocol/openid-connect/token");
        }
    }
}
