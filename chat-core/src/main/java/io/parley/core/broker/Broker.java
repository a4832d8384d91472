package io.parley.core.broker;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.contract.broker.Addresses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one link of this process to the broker, begun after everything that receives from it has subscribed. */
@ApplicationScoped
public class Broker {
    /** Observers of {@link StartupEvent} that subscribe use a lower priority value than this. */
    public static final int START_PRIORITY = 5_000;

    private final AmqpLink link;
    private final Addresses addresses;

    Broker(
            Vertx vertx,
            BrokerConfig config,
            @ConfigProperty(name = "amqp-host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "amqp-port", defaultValue = "5672") int port,
            @ConfigProperty(name = "amqp-username") Optional<String> username,
            @ConfigProperty(name = "amqp-password") Optional<String> password,
            @ConfigProperty(name = "amqp-use-ssl", defaultValue = "false") boolean tls) {
        this.addresses = new Addresses(config.prefix());
        BrokerSettings settings = new BrokerSettings(
                host,
                port,
                username.orElse(null),
                password.orElse(null),
                tls,
                "chat-core-" + UUID.randomUUID(),
                config.idleTimeout());
        this.link = new AmqpLink(vertx, settings, config.maxInFlight())
                .target(addresses.events(), "topic")
                .target(addresses.live(), "topic")
                .target(addresses.deadLetters(), "queue");
    }

    void start(@Observes @Priority(START_PRIORITY) StartupEvent event) {
        link.start();
    }

    void stop(@Observes @Priority(START_PRIORITY) ShutdownEvent event) {
        link.close();
    }

    public AmqpLink link() {
        return link;
    }

    public Addresses addresses() {
        return addresses;
    }
}
