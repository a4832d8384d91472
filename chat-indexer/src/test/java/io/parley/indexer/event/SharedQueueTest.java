package io.parley.indexer.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.Delivery;
import io.parley.amqp.Outgoing;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.EventBundle;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Tunnel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the broker does for indexers, on addresses that no running indexer listens to. */
@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class SharedQueueTest {
    private final Addresses addresses = new Addresses(UUID.randomUUID().toString());
    private final Set<String> received = ConcurrentHashMap.newKeySet();

    @Inject
    Vertx vertx;

    @Inject
    Broker broker;

    @ConfigProperty(name = "amqp-host")
    String host;

    @ConfigProperty(name = "amqp-port")
    int port;

    @ConfigProperty(name = "amqp-username")
    Optional<String> username;

    @ConfigProperty(name = "amqp-password")
    Optional<String> password;

    @Test
    void eventsFromBeforeTheFirstIndexerWaitForIt() {
        // Given
        try (AmqpLink core = started(broker.link(vertx))) {
            publish(core, "event");
        }
        // When
        try (AmqpLink indexer = indexer(this::take)) {
            // Then
            await().until(() -> received.equals(Set.of("event")));
        }
    }

    @Test
    void eventsThatComeWhileNoIndexerIsConnectedWaitForOne() {
        // Given
        indexer(this::take).close();
        // When
        try (AmqpLink core = started(broker.link(vertx))) {
            for (int i = 0; i < 20; i++) {
                publish(core, "event-" + i);
            }
        }
        // Then
        try (AmqpLink indexer = indexer(this::take)) {
            await().until(() -> received.size() == 20);
        }
    }

    @Test
    void indexersShareTheQueueAndWhatOneDidNotAcceptGoesToAnother() {
        // Given
        Set<String> held = new HashSet<>();
        AmqpLink stuck = indexer(delivery -> held.add(new String(delivery.body(), UTF_8)));
        AmqpLink core = started(broker.link(vertx));
        for (int i = 0; i < 20; i++) {
            publish(core, "event-" + i);
        }
        await().until(() -> held.size() == 20);
        // When
        try (AmqpLink other = indexer(this::take);
                core) {
            assertEquals(Set.of(), received);
            stuck.close();
            // Then
            await().until(() -> received.equals(held));
        }
    }

    @Test
    void eventsOutliveAnyNumberOfIndexersThatDiedBeforeAcceptingThem() {
        // Given
        try (AmqpLink core = started(broker.link(vertx))) {
            indexer(delivery -> {}).close();
            publish(core, "event");
        }
        // When
        for (int i = 0; i < 7; i++) {
            dieWithIt();
        }
        // Then
        try (AmqpLink indexer = indexer(this::take)) {
            await().until(() -> received.size() == 1);
        }
    }

    private void dieWithIt() {
        AtomicInteger seen = new AtomicInteger();
        try (Tunnel tunnel = new Tunnel(host, port, () -> false)) {
            Broker through = new Broker("127.0.0.1", tunnel.port(), username, password, false, addresses.prefix());
            AmqpLink dying = started(
                    through.link(vertx).subscribe(EventConsumer.source(addresses), delivery -> seen.incrementAndGet()));
            await().until(() -> seen.get() > 0);
            tunnel.close();
            await().until(() -> !dying.isUp());
            dying.close();
        }
    }

    private AmqpLink indexer(Consumer<Delivery> handler) {
        return started(broker.link(vertx).subscribe(EventConsumer.source(addresses), handler));
    }

    private static AmqpLink started(AmqpLink link) {
        link.start();
        await().until(link::isUp);
        return link;
    }

    private void publish(AmqpLink core, String body) {
        core.send(Outgoing.durable(addresses.events(), body.getBytes(UTF_8), EventBundle.MEDIA_TYPE, null))
                .toCompletableFuture()
                .join();
    }

    private void take(Delivery delivery) {
        // Accepted first: whoever waits for it may close the link at once, and the next test would find it again.
        delivery.accept();
        received.add(new String(delivery.body(), UTF_8));
    }
}
