package io.parley.realtime.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import io.parley.contract.broker.Outcome;
import io.parley.realtime.Settings;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.socket.CoreOnBroker;
import io.parley.realtime.watch.Timeline;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Ports;
import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.Place;
import io.parley.stack.server.ServerKind;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link to a real broker that is killed and comes back. */
class BrokerTest implements Broker.Listener {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger ups = new AtomicInteger();
    private final BlockingQueue<Long> revs = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Live> live = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Throwable>> answers = new LinkedBlockingQueue<>();
    private BrokerServer server;
    private Broker broker;

    @BeforeEach
    void start() {
        server = new BrokerServer(Place.below(Checkout.find(), folder, ServerKind.BROKER, false), Ports.free());
        server.start();
        Endpoint.Broker endpoint = server.endpoint();
        broker = new Broker(
                new Hub(vertx, Clock.systemUTC()),
                vertx,
                Settings.of(BrokerConfig.class, Map.of("parley.broker.prefix", "t")),
                new Node(Optional.of("node-1")),
                endpoint.host(),
                endpoint.port(),
                Optional.of(endpoint.user()),
                Optional.of(endpoint.password()),
                false);
        broker.start(this);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ups.get() == 1);
    }

    @AfterEach
    void stop() {
        broker.stop();
        server.close();
        vertx.close();
    }

    @Override
    public void event(EventBundle.Entry entry) {
        revs.add(entry.envelope().rev());
    }

    @Override
    public void outcomes(List<Outcome> received) {
        outcomes.addAll(received);
    }

    @Override
    public void live(Live event) {
        live.add(event);
    }

    @Override
    public void up() {
        ups.incrementAndGet();
    }

    private CoreOnBroker core() {
        Endpoint.Broker endpoint = server.endpoint();
        return new CoreOnBroker("t", endpoint.host(), endpoint.port(), endpoint.user(), endpoint.password());
    }

    private void publish(String clientId) {
        Command command = new Command.SendMessage(
                1, Timeline.APPLICATION, "lobby", "alice", clientId, "hi", null, null, Instant.EPOCH);
        broker.publish(
                3, new CommandBundle("node-1", List.of(command)), failure -> answers.add(Optional.ofNullable(failure)));
    }

    private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T found = queue.poll(20, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("Nothing came");
        }
        return found;
    }

    @Test
    void commandsEventsAndOutcomesTravelAndTheLinkSaysWhenItWasLostAndIsBack() throws InterruptedException {
        Timeline chat = new Timeline("lobby");
        try (CoreOnBroker core = core()) {
            publish("c1");
            assertEquals(Optional.empty(), next(answers));
            assertEquals("node-1", core.next().origin());
            core.publish(chat.message("bob"));
            assertEquals(1, next(revs));
            broker.publish(new LiveBundle(List.of(new Live.Alive("node-1"))));
            assertEquals(new Live.Alive("node-1"), next(live));
            core.answer("node-1", new Outcome.Stored(1, 1, 1, Instant.EPOCH, false));
            assertEquals(1, next(outcomes).id());

            // When
            server.kill();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !broker.isUp());
            publish("c2");

            // Then
            assertEquals(true, next(answers).isPresent());

            // When
            server.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ups.get() == 2 && core.isUp());

            // Then
            publish("c3");
            assertEquals(Optional.empty(), next(answers));
            core.next();
            core.publish(chat.message("bob"));
            assertEquals(2, next(revs));
            core.answer("node-1", new Outcome.Stored(2, 1, 1, Instant.EPOCH, false));
            assertEquals(2, next(outcomes).id());
        }
    }
}
