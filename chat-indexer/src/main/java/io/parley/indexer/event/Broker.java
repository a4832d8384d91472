package io.parley.indexer.event;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.contract.broker.Addresses;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The link to the broker and the names of its addresses, from the configuration. */
@ApplicationScoped
class Broker {
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);
    private static final int DEAD_LETTERS_IN_FLIGHT = 1_000;

    private final String host;
    private final int port;
    private final Optional<String> username;
    private final Optional<String> password;
    private final boolean tls;
    private final String prefix;

    Broker(
            @ConfigProperty(name = "amqp-host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "amqp-port", defaultValue = "5672") int port,
            @ConfigProperty(name = "amqp-username") Optional<String> username,
            @ConfigProperty(name = "amqp-password") Optional<String> password,
            @ConfigProperty(name = "amqp-use-ssl", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "parley.broker.prefix", defaultValue = Addresses.DEFAULT_PREFIX) String prefix) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        this.tls = tls;
        this.prefix = prefix;
    }

    @Produces
    @Singleton
    Addresses addresses() {
        return new Addresses(prefix);
    }

    /** Not started yet: whoever subscribes starts it. */
    @Produces
    @Singleton
    AmqpLink link(Vertx vertx) {
        String container = "chat-indexer-" + UUID.randomUUID();
        BrokerSettings settings = new BrokerSettings(
                host, port, username.orElse(null), password.orElse(null), tls, container, IDLE_TIMEOUT);
        return new AmqpLink(vertx, settings, DEAD_LETTERS_IN_FLIGHT)
                .target(addresses().deadLetters(), "queue");
    }
}
