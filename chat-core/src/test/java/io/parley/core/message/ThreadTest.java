package io.parley.core.message;

import static io.parley.core.Api.as;
import static io.parley.core.Api.refused;
import static io.parley.core.message.Room.ALICE;
import static io.parley.core.message.Room.BOB;
import static io.parley.core.message.Room.CAROL;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.contract.broker.Command;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.event.Replies;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies, the threads that they are in, and the counts of these. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ThreadTest {
    private Room room;

    @Inject
    BatchWriter writer;

    @Inject
    Worlds worlds;

    @Inject
    Database database;

    @BeforeEach
    void open() {
        room = new Room();
    }

    private Message reply(TestUser sender, long to, String text, TestUser... recipients) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("text", text, "replyTo", to));
        if (recipients.length > 0) {
            body.put(
                    "recipients", List.of(recipients).stream().map(TestUser::id).toList());
        }
        return room.send(sender, body);
    }

    @Test
    void aReplyToAReplyBelongsToTheThreadOfTheFirstMessageWhichCountsThem() {
        room.send(ALICE, "Dinner?");

        Message first = reply(BOB, 1, "Yes");
        Message second = reply(ALICE, 2, "Good");

        assertEquals(List.of(1L, 1L), List.of(first.replyTo(), first.thread()));
        assertEquals(List.of(2L, 1L), List.of(second.replyTo(), second.thread()));
        assertEquals(new Replies(2, 3, second.createdAt()), room.read(CAROL, 1).replies());
        assertNull(room.read(CAROL, 2).replies());
        assertEquals(second, room.read(CAROL, 3));
        as(CAROL)
                .queryParam("thread", 1)
                .get(room.chat() + "/messages")
                .then()
                .statusCode(200)
                .body("items.seq", contains(3, 2));
        as(CAROL)
                .queryParam("thread", 1)
                .queryParam("after", 2)
                .get(room.chat() + "/messages")
                .then()
                .body("items.seq", contains(3));
    }

    @Test
    void theGrowthOfAThreadIsAChangeOfItsFirstMessage() {
        room.send(ALICE, "Dinner?");
        int rev = room.rev();

        Message reply = reply(BOB, 1, "Yes");

        assertEquals(rev + 1, reply.rev());
        assertEquals(List.of((rev + 1) + " message.created", (rev + 2) + " message.replied"), room.changes(CAROL, rev));
        assertEquals(rev + 2, room.read(CAROL, 1).rev());
        // From the cache, which had the message as it was before
        as(CAROL).get(room.chat() + "/messages").then().body("items[1].replies.count", equalTo(1));
    }

    @Test
    void aDeletedReplyIsNotCounted() {
        room.send(ALICE, "Dinner?");
        Message first = reply(BOB, 1, "Yes");
        reply(BOB, 1, "No");
        int rev = room.rev();

        as(BOB).delete(room.message(3)).then().statusCode(204);

        assertEquals(new Replies(1, 2, first.createdAt()), room.read(ALICE, 1).replies());
        assertEquals(List.of((rev + 1) + " message.replied", (rev + 2) + " message.deleted"), room.changes(CAROL, rev));
        as(CAROL).get(room.chat() + "/messages").then().body("items[2].replies.count", equalTo(1));
        as(ALICE).delete(room.message(2)).then().statusCode(204);
        as(ALICE).get(room.message(1)).then().body("$", not(hasKey("replies")));
    }

    @Test
    void whatTheSenderMayNotSeeOrWasDeletedIsNotAnswered() {
        room.send(ALICE, "for bob", BOB);
        room.send(ALICE, "gone");
        as(ALICE).delete(room.message(2)).then().statusCode(204);
        Room other = new Room();
        other.send(ALICE, "elsewhere");

        for (int seq : List.of(1, 2, 3)) {
            refused(
                    as(room.token(), Map.of("text", "x", "replyTo", seq)).post(room.chat() + "/messages"),
                    ErrorCode.MESSAGE_NOT_FOUND);
        }
        refused(as(BOB, Map.of("text", "x", "replyTo", 0)).post(room.chat() + "/messages"), ErrorCode.INVALID_REQUEST);
        refused(
                as(BOB, Map.of("text", "to all", "replyTo", 1)).post(room.chat() + "/messages"),
                ErrorCode.INVALID_REQUEST);
        refused(
                as(BOB, Map.of("text", "to carol", "replyTo", 1, "recipients", List.of(CAROL.id())))
                        .post(room.chat() + "/messages"),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whatNotEverybodyMaySeeIsNotCounted() {
        room.send(ALICE, "Dinner?");
        room.send(ALICE, "Bob?", BOB);

        reply(BOB, 1, "between us", ALICE);
        reply(BOB, 2, "yes", ALICE);

        assertNull(room.read(CAROL, 1).replies());
        assertEquals(1, room.read(ALICE, 2).replies().count());
        as(CAROL).queryParam("thread", 1).get(room.chat() + "/messages").then().body("items", equalTo(List.of()));
        as(ALICE).queryParam("thread", 1).get(room.chat() + "/messages").then().body("items.seq", contains(3));
        refused(as(CAROL).queryParam("thread", 2).get(room.chat() + "/messages"), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aRepeatedReplyIsAnsweredAsTheFirstTimeAndAnotherTargetIsAConflict() {
        room.send(ALICE, "Dinner?");
        room.send(ALICE, "Breakfast?");
        Message first = room.send(BOB, Map.of("clientId", "b", "text", "Yes", "replyTo", 1));

        as(BOB, Map.of("clientId", "b", "text", "Yes", "replyTo", 1))
                .post(room.chat() + "/messages")
                .then()
                .statusCode(200)
                .body("seq", equalTo((int) first.seq()))
                .body("thread", equalTo(1));
        refused(
                as(BOB, Map.of("clientId", "b", "text", "Yes", "replyTo", 2)).post(room.chat() + "/messages"),
                ErrorCode.CLIENT_ID_CONFLICT);
        assertEquals(1, room.read(ALICE, 1).replies().count());
    }

    @Test
    void concurrentBatchesCountEveryReplyOnce() throws Exception {
        UUID application = worlds.openApplication();
        writer.apply(List.of(worlds.send(application, "c", "ann", "root", "Dinner?")));
        List<Callable<BatchResult>> batches = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Command.SendMessage> batch = new ArrayList<>();
            for (int j = 0; j < 25; j++) {
                batch.add(answer(application, "reply-" + i + "-" + j));
            }
            batches.add(() -> writer.apply(batch));
        }

        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (Future<BatchResult> done : executor.invokeAll(batches)) {
                done.get();
            }
        }

        String counted =
                database.first("""
                        select (m.replies ->> 'count') || ' ' || (m.replies ->> 'lastSeq') || ' ' || (m.rev = c.changed_rev)
                          from chat c join message m on m.chat_key = c.key and m.seq = 1
                         where c.application_id = ?
                        """, row -> row.getString(1), application).orElseThrow();
        assertEquals("200 201 true", counted);
    }

    private Command.SendMessage answer(UUID application, String clientId) {
        return new Command.SendMessage(
                clientId.hashCode(),
                application,
                "c",
                "ann",
                clientId,
                "yes",
                null,
                null,
                Instant.now(),
                1L,
                null,
                null,
                null);
    }
}
