package io.parley.realtime.socket;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.amqp.Outgoing;
import io.parley.amqp.Subscription;
import io.parley.contract.Json;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** chat-core's end of the real broker: takes commands, and says what a test wants it to say. */
public final class CoreOnBroker implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Addresses addresses;
    private final AmqpLink link;
    private final BlockingQueue<CommandBundle> received = new LinkedBlockingQueue<>();

    public CoreOnBroker(String prefix, String host, int port, String user, String password) {
        addresses = new Addresses(prefix);
        link = new AmqpLink(
                vertx,
                new BrokerSettings(host, port, user, password, false, "core-of-" + prefix, Duration.ofSeconds(20)),
                100);
        link.subscribe(Subscription.queue(addresses.ingest(), 100), delivery -> {
            received.add(Json.read(delivery.body(), CommandBundle.class));
            delivery.accept();
        });
        link.start();
        Awaitility.await().until(link::isUp);
    }

    public boolean isUp() {
        return link.isUp();
    }

    public CommandBundle next() throws InterruptedException {
        CommandBundle bundle = received.poll(10, TimeUnit.SECONDS);
        if (bundle == null) {
            throw new AssertionError("No command came");
        }
        return bundle;
    }

    Command.SendMessage nextMessage() throws InterruptedException {
        return (Command.SendMessage) next().commands().getFirst();
    }

    public void publish(EventBundle.Entry... entries) {
        link.send(Outgoing.passing(
                        addresses.events(),
                        EventBundle.encode(List.of(entries)),
                        EventBundle.MEDIA_TYPE,
                        Duration.ofMinutes(1)))
                .toCompletableFuture()
                .join();
    }

    public void answer(String node, Outcome... outcomes) {
        link.send(Outgoing.passing(
                        addresses.outcomes(node),
                        Json.bytes(new OutcomeBundle(List.of(outcomes))),
                        "application/json",
                        Duration.ofMinutes(1)))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        link.close();
        vertx.close();
    }
}
