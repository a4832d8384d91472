package io.parley.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BatchWriterTest {
    @Inject
    BatchWriter writer;

    @Inject
    Worlds worlds;

    @Inject
    Database database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Clock clock;

    @Test
    void sendRepeatedLaterIsStoredOnceAndAnsweredTheSame() throws Exception {
        UUID application = worlds.openApplication();
        Outcome.Stored first = stored(apply(worlds.send(application, "c", "ann", "1", "hello")));

        Outcome.Stored second = stored(apply(worlds.send(application, "c", "ann", "1", "hello")));

        assertEquals(first.seq(), second.seq());
        assertEquals(first.rev(), second.rev());
        assertEquals(first.createdAt(), second.createdAt());
        assertTrue(second.duplicate());
        assertEquals(1, messages(application));
    }

    @Test
    void sendRepeatedInTheSameBatchIsStoredOnce() throws Exception {
        UUID application = worlds.openApplication();
        List<Command.SendMessage> batch = IntStream.range(0, 100)
                .mapToObj(ignored -> worlds.send(application, "c", "ann", "1", "hello"))
                .toList();

        List<Outcome> outcomes = writer.apply(batch).outcomes();

        assertEquals(
                1,
                outcomes.stream()
                        .filter(outcome -> !stored(outcome).duplicate())
                        .count());
        assertEquals(
                List.of(1L),
                outcomes.stream()
                        .map(outcome -> stored(outcome).seq())
                        .distinct()
                        .toList());
        assertEquals(1, messages(application));
    }

    @Test
    void whatWasSentBeforeDoesNotSpoilTheBatchNorNumberAnythingTwice() throws Exception {
        // Given
        UUID application = worlds.openApplication();
        Command.SendMessage known = worlds.send(application, "c", "ann", "1", "hello");
        apply(known);

        // When
        List<Outcome> outcomes = writer.apply(List.of(
                        worlds.send(application, "c", "ann", "2", "two"),
                        known,
                        worlds.send(application, "c", "ann", "3", "three")))
                .outcomes();

        // Then
        assertEquals(
                List.of(2L, 1L, 3L),
                outcomes.stream()
                        .map(outcome -> ((Outcome.Stored) outcome).seq())
                        .toList());
        assertEquals(
                List.of(false, true, false),
                outcomes.stream()
                        .map(outcome -> ((Outcome.Stored) outcome).duplicate())
                        .toList());
        assertEquals(3, messages(application));
    }

    @Test
    void sameClientIdWithAnotherContentIsAConflict() throws Exception {
        UUID application = worlds.openApplication();
        apply(worlds.send(application, "c", "ann", "1", "hello"));

        Outcome outcome = apply(worlds.send(application, "c", "ann", "1", "something else"));

        assertEquals(ErrorCode.CLIENT_ID_CONFLICT, refused(outcome).code());
        assertEquals("clientId", refused(outcome).field());
    }

    @Test
    void refusedCommandDoesNotSpoilTheBatch() throws Exception {
        UUID application = worlds.openApplication();
        apply(worlds.send(application, "c", "ann", "0", "first"));
        List<Command.SendMessage> batch = List.of(
                worlds.send(application, "c", "ann", "1", "good"),
                worlds.send(UUID.randomUUID(), "c", "ann", "2", "no such application"),
                Worlds.send(application, "c", "eve", "3", "not subscribed", null, afterwards()),
                Worlds.send(application, "c", "ann", "4", "to a stranger", List.of("eve"), afterwards()),
                worlds.send(application, "c", "ann", "5", "good too"));

        List<Outcome> outcomes = writer.apply(batch).outcomes();

        assertEquals(2, stored(outcomes.get(0)).seq());
        assertEquals(ErrorCode.APPLICATION_NOT_FOUND, refused(outcomes.get(1)).code());
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refused(outcomes.get(2)).code());
        assertEquals(
                ErrorCode.RECIPIENT_NOT_SUBSCRIBED, refused(outcomes.get(3)).code());
        assertEquals(3, stored(outcomes.get(4)).seq());
    }

    @Test
    void whatIsStoredIsAnsweredSoWhenItsSenderMayNotWriteAnyMore() throws Exception {
        UUID application = worlds.openApplication();
        apply(Worlds.send(application, "c", "ann", "1", "hello", List.of("bea"), worlds.now()));
        Command.SendMessage command = worlds.send(application, "c", "bea", "1", "before");
        Outcome.Stored first = stored(apply(command));
        database.update(
                "update subscription set left_at = now() where user_id = 'bea' and application_id = ?", application);

        Outcome.Stored again = stored(apply(command));
        Outcome another = apply(worlds.send(application, "c", "bea", "2", "afterwards"));

        assertEquals(first.seq(), again.seq());
        assertTrue(again.duplicate());
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refused(another).code());
    }

    @Test
    void strangerToAClosedApplicationIsToldThatThereIsNone() throws Exception {
        UUID application = worlds.application("members");

        Outcome outcome = apply(worlds.send(application, "c", "ann", "1", "hello"));

        assertEquals(ErrorCode.APPLICATION_NOT_FOUND, refused(outcome).code());
        assertEquals(0, worlds.count("select count(*) from chat where application_id = ?", application));
    }

    @Test
    void messageToAMissingChatCreatesItWithTheSenderAsOwnerAndTheRecipientsAsMembers() throws Exception {
        UUID application = worlds.openApplication();

        Outcome outcome =
                apply(Worlds.send(application, "new", "ann", "1", "hello", List.of("bea", "cem"), worlds.now()));

        // chat.created is rev 1, three joined, the message is rev 5
        assertEquals(1, stored(outcome).seq());
        assertEquals(5, stored(outcome).rev());
        assertEquals(List.of("ann owner", "bea member", "cem member"), subscriptions(application, "new"));
    }

    @Test
    void whoSentBeforeTheChatWasThereGetsInAndWhoSentAfterwardsDoesNot() throws Exception {
        UUID application = worlds.openApplication();
        Instant before = worlds.now();
        apply(Worlds.send(application, "new", "ann", "1", "hello", null, before));

        Outcome atTheSameTime = apply(Worlds.send(application, "new", "bea", "1", "hello", null, before));
        Outcome later = apply(Worlds.send(application, "new", "eve", "1", "hello", null, afterwards()));

        assertEquals(2, stored(atTheSameTime).seq());
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refused(later).code());
        assertEquals(List.of("ann owner", "bea member"), subscriptions(application, "new"));
    }

    @Test
    void readerMayNotWrite() throws Exception {
        UUID application = worlds.openApplication();
        apply(Worlds.send(application, "c", "ann", "1", "hello", List.of("bea"), worlds.now()));
        database.update(
                "update subscription set role = 'reader' where user_id = 'bea' and application_id = ?", application);

        Outcome outcome = apply(worlds.send(application, "c", "bea", "1", "may I?"));

        assertEquals(ErrorCode.FORBIDDEN, refused(outcome).code());
    }

    @Test
    void batchesThatShareChatsInOppositeOrdersNumberThemWithoutHoles() throws Exception {
        UUID application = worlds.openApplication();
        List<String> chats = List.of("a", "b", "c", "d");
        for (String chat : chats) {
            apply(Worlds.send(application, chat, "ann", "0", "first", null, worlds.now()));
        }
        List<Callable<BatchResult>> batches = IntStream.range(0, 40)
                .<Callable<BatchResult>>mapToObj(i -> () -> {
                    List<String> order = new ArrayList<>(chats);
                    if (i % 2 == 0) {
                        Collections.reverse(order);
                    }
                    return writer.apply(order.stream()
                            .map(chat -> worlds.send(application, chat, "ann", "m" + i, "hello " + i))
                            .toList());
                })
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<BatchResult> batch : threads.invokeAll(batches)) {
                batch.get().outcomes().forEach(BatchWriterTest::stored);
            }
        }

        for (String chat : chats) {
            assertEquals(LongStream.rangeClosed(1, 41).boxed().toList(), numbers("seq", application, chat));
            // rev 1 and 2 are the chat's creation and its owner's joining
            assertEquals(LongStream.rangeClosed(3, 43).boxed().toList(), numbers("rev", application, chat));
        }
    }

    @Test
    void statementsDoNotGrowWithTheBatch() throws Exception {
        UUID application = worlds.openApplication();
        AtomicInteger statements = new AtomicInteger();
        BatchWriter counted = new BatchWriter(counting(statements), clock);
        counted.apply(List.of(worlds.send(application, "one", "ann", "1", "hello")));
        int forOne = statements.getAndSet(0);

        counted.apply(IntStream.range(0, 500)
                .mapToObj(i -> worlds.send(application, "chat" + i % 50, "user" + i % 50, "c" + i, "hello"))
                .toList());

        assertEquals(forOne, statements.get());
        assertTrue(forOne <= 11, "statements: " + forOne);
        assertEquals(501, messages(application));
    }

    private Outcome apply(Command.SendMessage command) throws Exception {
        return writer.apply(List.of(command)).outcomes().getFirst();
    }

    private Instant afterwards() {
        return worlds.now().plus(Duration.ofHours(1));
    }

    private static Outcome.Stored stored(Outcome outcome) {
        return assertInstanceOf(Outcome.Stored.class, outcome, outcome.toString());
    }

    private static Outcome.Refused refused(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome, outcome.toString());
    }

    private long messages(UUID application) {
        return worlds.count(
                "select count(*) from message m join chat c on c.key = m.chat_key where c.application_id = ?",
                application);
    }

    private List<String> subscriptions(UUID application, String chat) {
        return database.list("""
                select s.user_id || ' ' || s.role from subscription s join chat c on c.key = s.chat_key
                where c.application_id = ? and c.id = ? order by s.user_id
                """, row -> row.getString(1), application, chat);
    }

    private List<Long> numbers(String column, UUID application, String chat) {
        return database.list(
                "select m.%s from message m join chat c on c.key = m.chat_key where c.application_id = ? and c.id = ? order by 1"
                        .formatted(column),
                row -> row.getLong(1),
                application,
                chat);
    }

    /** The same data source, counting the statements that its connections prepare. */
    private AgroalDataSource counting(AtomicInteger statements) {
        return (AgroalDataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AgroalDataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(dataSource, method, arguments);
                    return result instanceof Connection connection ? counting(connection, statements) : result;
                });
    }

    private Connection counting(Connection connection, AtomicInteger statements) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    return call(connection, method, arguments);
                });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
