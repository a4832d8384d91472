package io.parley.core.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Warns at the start of what may be meant so, and is dangerous: what it is, what comes of it, and what to do. */
@Singleton
class RiskyConfig {
    private static final Logger LOG = Logger.getLogger(RiskyConfig.class);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    /** Connections that requests have besides those of the writers. */
    private static final int CONNECTIONS_FOR_REQUESTS = 8;

    private static final Duration REPEATED_WITHIN = Duration.ofHours(1);

    private final Config config;

    @Inject
    RiskyConfig(Config config) {
        this.config = config;
    }

    void warn(@Observes StartupEvent event) {
        warnings().forEach(LOG::warn);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (value("parley.demo", Boolean.class, false)) {
            warnings.add(
                    "parley.demo is true: secrets that everyone knows are taken. Set it to false where others can reach this.");
        }
        String realm = value("quarkus.oidc.auth-server-url", String.class, "");
        if (realm.startsWith("http://") && !loopback(URI.create(realm).getHost())) {
            warnings.add(
                    "quarkus.oidc.auth-server-url is not https: who is between this and Keycloak decides whose tokens are good. Use https, or a network that nobody else is in.");
        }
        String broker = value("amqp-host", String.class, "localhost");
        if (!loopback(broker) && !value("amqp-use-ssl", Boolean.class, false)) {
            warnings.add(
                    "amqp-use-ssl is not true and the broker is elsewhere: messages and the broker's password can be read on the way. Set it, or use a network that nobody else is in.");
        }
        int connections = value("quarkus.datasource.jdbc.max-size", Integer.class, Integer.MAX_VALUE);
        int writers = value("parley.message.writers", Integer.class, 1);
        if (connections < writers + CONNECTIONS_FOR_REQUESTS) {
            warnings.add(
                    "quarkus.datasource.jdbc.max-size is %d with parley.message.writers at %d: requests will wait for connections. Give it %d or more."
                            .formatted(connections, writers, writers + CONNECTIONS_FOR_REQUESTS));
        }
        if (value("parley.idempotency.keep-for", Duration.class, REPEATED_WITHIN)
                        .compareTo(REPEATED_WITHIN)
                < 0) {
            warnings.add(
                    "parley.idempotency.keep-for is under an hour: a client that repeats later makes its thing twice. Keep answers for days.");
        }
        return warnings;
    }

    private static boolean loopback(String host) {
        return LOOPBACK.contains(host);
    }

    private <T> T value(String key, Class<T> type, T otherwise) {
        return config.getOptionalValue(key, type).orElse(otherwise);
    }
}
