package io.parley.stack.up;

import io.parley.stack.server.ServerKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Servers that run elsewhere, by the environment variables that Quarkus reads. The services inherit them and prefer them
 * to the settings they are given; here they only mean that the server is not started, and what follows from them.
 *
 * @param environment of the launcher
 */
record Elsewhere(Map<String, String> environment) {
    private static final String REALM = "QUARKUS_OIDC_AUTH_SERVER_URL";

    Elsewhere {
        environment = Map.copyOf(environment);
    }

    private static String variable(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> "QUARKUS_DATASOURCE_JDBC_URL";
            case REDIS -> "QUARKUS_REDIS_HOSTS";
            case BROKER -> "AMQP_HOST";
            case SEARCH -> "QUARKUS_ELASTICSEARCH_HOSTS";
            case KEYCLOAK -> REALM;
        };
    }

    /** The server, if it runs elsewhere. */
    Optional<ExternalPart> part(ServerKind kind) {
        String variable = variable(kind);
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new ExternalPart(kind, variable, value));
    }

    /** The settings with what follows from a realm elsewhere; it is named by three keys. */
    Map<String, String> adapted(Map<String, String> settings) {
        String realm = environment.get(REALM);
        if (realm == null || realm.isBlank()) {
            return settings;
        }
        var adapted = new HashMap<>(settings);
        adapted.replace("quarkus.oidc-client.auth-server-url", realm);
        adapted.replace("parley.keycloak.admin-url", realm.replace("/realms/", "/admin/realms/"));
        return adapted;
    }

    /** The realm of the tokens. */
    Optional<String> realm() {
        return Optional.ofNullable(environment.get(REALM)).filter(value -> !value.isBlank());
    }
}
