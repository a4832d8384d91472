package io.parley.stack.service;

import io.parley.stack.server.Credentials;
import io.parley.stack.server.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of the services, by the keys that a deployment sets as well.
 *
 * @param installation what it has to itself
 */
public record ServiceSettings(Installation installation) {
    /** Audience and secrets are the demo's; {@code parley.demo} lets the services accept them. */
    private Map<String, String> common(Endpoint.Broker broker, Endpoint.Keycloak keycloak) {
        var settings = new TreeMap<String, String>();
        settings.put("parley.demo", "true");
        settings.put("parley.broker.prefix", installation.brokerPrefix());
        settings.put("amqp-host", broker.host());
        settings.put("amqp-port", Integer.toString(broker.port()));
        settings.put("amqp-username", broker.user());
        settings.put("amqp-password", broker.password());
        settings.put("quarkus.oidc.auth-server-url", keycloak.realm().toString());
        settings.put("quarkus.oidc.token.audience", "parley-api");
        return settings;
    }

    private static void client(
            Map<String, String> settings, Endpoint.Keycloak keycloak, Service service, String secret) {
        settings.put("quarkus.oidc-client.auth-server-url", keycloak.realm().toString());
        settings.put("quarkus.oidc-client.client-id", service.module());
        settings.put("quarkus.oidc-client.credentials.secret", secret);
    }

    /** chat-core's. */
    public Map<String, String> core(
            Endpoint.Postgres postgres, Endpoint.Redis redis, Endpoint.Broker broker, Endpoint.Keycloak keycloak) {
        Map<String, String> settings = common(broker, keycloak);
        client(settings, keycloak, Service.CORE, Credentials.CORE_CLIENT);
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(installation.database()));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("quarkus.redis.hosts", redis.uri(installation.redisDatabase()));
        settings.put("parley.keycloak.admin-url", keycloak.adminApi().toString());
        return Map.copyOf(settings);
    }

    /** chat-realtime's; {@code core} is the base address of a chat-core. */
    public Map<String, String> realtime(Endpoint.Broker broker, Endpoint.Keycloak keycloak, URI core) {
        Map<String, String> settings = common(broker, keycloak);
        client(settings, keycloak, Service.REALTIME, Credentials.REALTIME_CLIENT);
        settings.put("quarkus.rest-client.core.url", core.toString());
        return Map.copyOf(settings);
    }

    /** chat-indexer's; {@code core} is the base address of a chat-core. */
    public Map<String, String> indexer(
            Endpoint.Broker broker, Endpoint.Keycloak keycloak, Endpoint.Search search, URI core) {
        Map<String, String> settings = common(broker, keycloak);
        client(settings, keycloak, Service.INDEXER, Credentials.INDEXER_CLIENT);
        settings.put("quarkus.rest-client.core.url", core.toString());
        settings.put("quarkus.elasticsearch.hosts", search.hostAndPort());
        settings.put("parley.search.index", installation.searchIndex());
        return Map.copyOf(settings);
    }
}
