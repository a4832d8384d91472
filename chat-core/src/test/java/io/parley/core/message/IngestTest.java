package io.parley.core.message;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.amqp.Outgoing;
import io.parley.amqp.Subscription;
import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Lane;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.core.broker.Broker;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker side of the batch: what goes in on chat.ingest and what comes out. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IngestTest {
    private static final String NODE = "test-node";

    @Inject
    Broker broker;

    @Inject
    Vertx vertx;

    @Inject
    Worlds worlds;

    @Inject
    Database database;

    @ConfigProperty(name = "amqp-host")
    String host;

    @ConfigProperty(name = "amqp-port")
    int port;

    @ConfigProperty(name = "amqp-username")
    String username;

    @ConfigProperty(name = "amqp-password")
    String password;

    private final BlockingQueue<OutcomeBundle> outcomes = new LinkedBlockingQueue<>();
    private final List<EventBundle.Entry> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<byte[]> deadLetters = new LinkedBlockingQueue<>();
    private AmqpLink peer;

    @BeforeEach
    void connect() {
        BrokerSettings settings = new BrokerSettings(
                host, port, username, password, false, "peer-" + UUID.randomUUID(), Duration.ofSeconds(10));
        peer = new AmqpLink(vertx, settings, 1_000)
                .subscribe(Subscription.queue(broker.addresses().outcomes(NODE), 100), delivery -> {
                    delivery.accept();
                    outcomes.add(Json.read(delivery.body(), OutcomeBundle.class));
                })
                .subscribe(Subscription.topic(broker.addresses().events(), 100), delivery -> {
                    delivery.accept();
                    events.addAll(EventBundle.decode(delivery.body()));
                })
                .subscribe(Subscription.queue(broker.addresses().deadLetters(), 100), delivery -> {
                    delivery.accept();
                    deadLetters.add(delivery.body());
                });
        peer.start();
        await().until(() -> peer.isUp() && broker.link().isUp());
    }

    @AfterEach
    void disconnect() {
        peer.close();
    }

    @Test
    void bundleIsStoredAnsweredAndPublished() throws Exception {
        UUID application = worlds.openApplication();
        Command one = worlds.send(application, "c", "ann", "1", "hello");
        Command two = worlds.send(application, "c", "ann", "2", "again");

        ingest(application, "c", Json.bytes(new CommandBundle(NODE, List.of(one, two))));

        OutcomeBundle answer = outcomes.poll(10, TimeUnit.SECONDS);
        assertEquals(2, answer.outcomes().size());
        assertEquals(1, stored(answer, one).seq());
        assertEquals(2, stored(answer, two).seq());
        await().until(() -> revs(application).size() == 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), revs(application));
        await().until(() -> worlds.count(
                        "select count(*) from chat where application_id = ? and published_rev = last_rev", application)
                == 1);
    }

    @Test
    void brokenFieldIsRefusedAndTheRestOfTheBundleStored() throws Exception {
        UUID application = worlds.openApplication();
        Command good = worlds.send(application, "c", "ann", "1", "hello");
        Command bad = worlds.send(application, "c", "ann", "2", "x".repeat(10_001));

        ingest(application, "c", Json.bytes(new CommandBundle(NODE, List.of(good, bad))));

        OutcomeBundle answer = outcomes.poll(10, TimeUnit.SECONDS);
        assertEquals(1, stored(answer, good).seq());
        assertEquals(ErrorCode.INVALID_REQUEST, refused(answer, bad).code());
        assertEquals("text", refused(answer, bad).field());
    }

    @Test
    void whatABannedUserSendsIsRefusedByItself() throws Exception {
        UUID application = worlds.openApplication();
        worlds.user("ann");
        database.update(
                "insert into application_ban (application_id, user_id, reason, since) values (?, 'ann', 'spam', now())",
                application);
        Command banned = worlds.send(application, "c", "ann", "1", "hello");
        Command good = worlds.send(application, "c", "bea", "1", "hello");

        ingest(application, "c", Json.bytes(new CommandBundle(NODE, List.of(banned, good))));

        OutcomeBundle answer = outcomes.poll(10, TimeUnit.SECONDS);
        assertEquals(ErrorCode.BANNED, refused(answer, banned).code());
        assertEquals(
                "You are banned from this application: spam",
                refused(answer, banned).detail());
        assertEquals(1, stored(answer, good).seq());
    }

    @Test
    void unreadableBundleEndsInTheDeadLetters() throws Exception {
        UUID application = worlds.openApplication();

        ingest(application, "c", "not a bundle".getBytes(StandardCharsets.UTF_8));

        assertEquals("not a bundle", new String(deadLetters.poll(10, TimeUnit.SECONDS), StandardCharsets.UTF_8));
    }

    @Inject
    BatchRunner runner;

    @Test
    void commandThatPostgresRefusesEndsAloneInTheDeadLetters() throws Exception {
        UUID application = worlds.openApplication();
        List<Outcome> told = new CopyOnWriteArrayList<>();
        List<Submission> batch = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 8; i++) {
            // What the checks let through must not be more than what the table takes; here they are passed by.
            String text = i == 5 ? "x".repeat(10_001) : "hello";
            batch.add(new Submission(worlds.send(application, "c", "ann", "p" + i, text), told::add));
        }

        runner.run(List.copyOf(batch), () -> false);

        CommandBundle aside = Json.read(deadLetters.poll(10, TimeUnit.SECONDS), CommandBundle.class);
        assertEquals(batch.get(5).command().id(), aside.commands().getFirst().id());
        await().until(() -> told.size() == 8);
        assertEquals(7, told.stream().filter(Outcome.Stored.class::isInstance).count());
        assertEquals(7, worlds.count("select last_seq from chat where application_id = ?", application));
    }

    @Test
    void whatWasCommittedAndNotPublishedIsPublishedLater() throws Exception {
        UUID application = worlds.openApplication();
        ingest(
                application,
                "c",
                Json.bytes(new CommandBundle(NODE, List.of(worlds.send(application, "c", "ann", "1", "hello")))));
        await().until(() -> revs(application).size() == 3);
        await().until(() -> worlds.count("select published_rev from chat where application_id = ?", application) == 3);
        events.clear();

        // As after a crash between commit and publish.
        database.update(
                "update chat set published_rev = 0, unpublished_since = now() - interval '1 minute' where application_id = ?",
                application);

        await().until(() -> revs(application).size() == 3);
        assertEquals(List.of(1L, 2L, 3L), revs(application));
        assertInstanceOf(Event.MessageCreated.class, events.getLast().event());
        await().until(() -> worlds.count("select published_rev from chat where application_id = ?", application) == 3);
    }

    @Test
    void theSweeperLooksAtAChatOnlyWhileItIsBusy() throws Exception {
        // Given
        String looked = "select count(*) from chat where check_at is not null and application_id = ?";
        UUID application = worlds.openApplication();
        ingest(
                application,
                "c",
                Json.bytes(new CommandBundle(NODE, List.of(worlds.send(application, "c", "ann", "1", "hello")))));
        await().until(() -> worlds.count("select published_rev from chat where application_id = ?", application) == 3);
        assertEquals(1, worlds.count(looked, application));

        // When: as after a while without a change.
        database.update(
                "update chat set unpublished_since = now() - interval '1 minute' where application_id = ?",
                application);

        // Then
        await().until(() -> worlds.count(looked, application) == 0);

        // When
        ingest(
                application,
                "c",
                Json.bytes(new CommandBundle(NODE, List.of(worlds.send(application, "c", "ann", "2", "again")))));

        // Then
        await().until(() -> worlds.count(looked, application) == 1);
    }

    private void ingest(UUID application, String chat, byte[] body) {
        peer.send(Outgoing.durable(
                        broker.addresses().ingest(),
                        body,
                        "application/json",
                        Lane.groupId(Lane.of(application, chat))))
                .toCompletableFuture()
                .join();
    }

    private List<Long> revs(UUID application) {
        return events.stream()
                .filter(entry -> entry.envelope().application().equals(application))
                .map(entry -> entry.envelope().rev())
                .toList();
    }

    private static Outcome.Stored stored(OutcomeBundle bundle, Command command) {
        return assertInstanceOf(Outcome.Stored.class, find(bundle, command));
    }

    private static Outcome.Refused refused(OutcomeBundle bundle, Command command) {
        return assertInstanceOf(Outcome.Refused.class, find(bundle, command));
    }

    private static Outcome find(OutcomeBundle bundle, Command command) {
        return bundle.outcomes().stream()
                .filter(outcome -> outcome.id() == command.id())
                .findFirst()
                .orElseThrow();
    }
}
