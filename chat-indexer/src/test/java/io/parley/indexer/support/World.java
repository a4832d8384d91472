package io.parley.indexer.support;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.amqp.Outgoing;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.EventBundle;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What chat-core does in these tests: it publishes events. */
@Singleton
public class World {
    private final AmqpLink link;
    private final Addresses addresses;
    private final ViewsOfTest views;

    @Inject
    World(
            ViewsOfTest views,
            Vertx vertx,
            Addresses addresses,
            @ConfigProperty(name = "amqp-host") String host,
            @ConfigProperty(name = "amqp-port") int port,
            @ConfigProperty(name = "amqp-username") String username,
            @ConfigProperty(name = "amqp-password") String password) {
        this.views = views;
        this.addresses = addresses;
        this.link = new AmqpLink(
                vertx,
                new BrokerSettings(host, port, username, password, false, "world", Duration.ofSeconds(20)),
                1_000);
        link.start();
        Awaitility.await().until(link::isUp);
    }

    /** A chat of a new application. */
    public ChatOfTest chat(String id) {
        return new ChatOfTest(this, java.util.UUID.randomUUID(), id);
    }

    public void publish(List<EventBundle.Entry> entries) {
        entries.stream()
                .map(EventBundle.Entry::envelope)
                .filter(envelope -> envelope.member() != null)
                .forEach(envelope -> views.joined(envelope.application(), envelope.member()));
        EventBundle.encodeSplit(entries).forEach(this::publishBytes);
    }

    /** Publishes anything. */
    public void publishBytes(byte[] bytes) {
        link.send(Outgoing.durable(addresses.events(), bytes, EventBundle.MEDIA_TYPE, null))
                .toCompletableFuture()
                .join();
    }

    @PreDestroy
    void close() {
        link.close();
    }
}
