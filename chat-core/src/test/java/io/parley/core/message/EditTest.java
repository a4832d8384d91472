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
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUsers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.sortedset.ScoredValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Editing and deleting messages, and that everybody reads what it became. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class EditTest {
    @Inject
    RedisDataSource redis;

    private Room room;

    @BeforeEach
    void open() {
        room = new Room();
    }

    @Test
    void theSenderEditsAndEveryoneReadsTheNewText() {
        Message sent = room.send(BOB, Map.of("clientId", "b1", "text", "helo", "metadata", Map.of("a", 1, "b", 2)));

        as(BOB, "{\"text\":\"hello\",\"metadata\":{\"a\":null,\"c\":3}}")
                .contentType("application/merge-patch+json")
                .patch(room.message(1))
                .then()
                .statusCode(200)
                .header("ETag", "\"" + (sent.rev() + 1) + "\"")
                .body("seq", equalTo(1))
                .body("rev", equalTo((int) sent.rev() + 1))
                .body("text", equalTo("hello"))
                .body("metadata", equalTo(Map.of("b", 2, "c", 3)))
                .body("editedAt", notNullValue())
                .body("createdAt", equalTo(sent.createdAt().toString()));

        assertEquals("hello", room.read(CAROL, 1).text());
        as(BOB).get(room.chat() + "/messages/by-client-id/b1").then().body("text", equalTo("hello"));
        as(CAROL).get(room.chat() + "/messages").then().body("items.text", contains("hello"));
        as(CAROL).get(room.application() + "/me/chats").then().body("items[0].lastMessage.text", equalTo("hello"));
    }

    @Test
    void anEditThatChangesNothingTakesNoRev() {
        Message sent = room.send(BOB, "same");

        as(BOB, Map.of("text", "same"))
                .patch(room.message(1))
                .then()
                .statusCode(200)
                .body("$", not(hasKey("editedAt")));
        as(BOB, "{}").patch(room.message(1)).then().statusCode(200).body("rev", equalTo((int) sent.rev()));
    }

    @Test
    void anEditOfWhatChangedMeanwhileIsRefused() {
        room.send(BOB, "one");
        String read = as(BOB).get(room.message(1)).header("ETag");
        as(BOB, Map.of("text", "two"))
                .header("If-Match", read)
                .patch(room.message(1))
                .then()
                .statusCode(200);

        refused(
                as(BOB, Map.of("text", "three")).header("If-Match", read).patch(room.message(1)),
                ErrorCode.PRECONDITION_FAILED);
        refused(as(BOB).header("If-Match", read).delete(room.message(1)), ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void onlyTheSenderEdits() {
        room.send(BOB, "mine");

        refused(as(ALICE, Map.of("text", "x")).patch(room.message(1)), ErrorCode.FORBIDDEN);
        refused(as(CAROL, Map.of("text", "x")).patch(room.message(1)), ErrorCode.FORBIDDEN);
        refused(as(room.token(), Map.of("text", "x")).patch(room.message(1)), ErrorCode.FORBIDDEN);
        refused(as(BOB, Map.of("text", "x")).patch(room.message(2)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(BOB, "{\"text\":null}").patch(room.message(1)), ErrorCode.INVALID_REQUEST);
        refused(as(BOB, "{\"text\":\" \"}").patch(room.message(1)), ErrorCode.INVALID_REQUEST);
        refused(as(BOB, "[]").patch(room.message(1)), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whoMayNotSeeAMessageIsNotToldThatItIsThere() {
        room.send(BOB, "for alice", ALICE);

        refused(as(CAROL, Map.of("text", "x")).patch(room.message(1)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(CAROL).delete(room.message(1)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(room.token()).delete(room.message(1)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(
                as(TestUsers.user("dave"), Map.of("text", "x")).patch(room.message(1)),
                ErrorCode.APPLICATION_NOT_FOUND);
        as(BOB, Map.of("text", "still for alice")).patch(room.message(1)).then().statusCode(200);
        assertEquals("still for alice", room.read(ALICE, 1).text());
        refused(as(CAROL).get(room.message(1)), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void theApplicationEditsWhatItSaid() {
        as(room.token(), Map.of("text", "notice"))
                .post(room.chat() + "/messages")
                .then()
                .statusCode(201);

        as(room.token(), Map.of("text", "Notice")).patch(room.message(1)).then().statusCode(200);

        assertEquals("Notice", room.read(BOB, 1).text());
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAndSaysNothing() {
        room.send(BOB, Map.of("text", "secret", "metadata", Map.of("a", 1)));
        room.send(BOB, "after");
        as(CAROL).put(room.message(1) + "/reactions/x").then().statusCode(200);
        as(ALICE).put(room.message(1) + "/pin").then().statusCode(200);

        as(BOB).delete(room.message(1)).then().statusCode(204);
        int rev = room.rev();
        as(BOB).delete(room.message(1)).then().statusCode(204);

        assertEquals(rev, room.rev());
        as(CAROL)
                .get(room.message(1))
                .then()
                .statusCode(200)
                .body("sender", equalTo(BOB.id()))
                .body("deletedAt", notNullValue())
                .body("keySet()", equalTo(Set.of("seq", "rev", "clientId", "sender", "createdAt", "deletedAt")));
        as(CAROL).get(room.chat() + "/messages").then().body("items.seq", contains(2, 1));
        as(CAROL).get(room.chat() + "/pins").then().body("items", equalTo(List.of()));
        refused(as(BOB, Map.of("text", "back")).patch(room.message(1)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(CAROL).put(room.message(1) + "/reactions/x"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(ALICE).put(room.message(1) + "/pin"), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void whoMayDelete() {
        room.send(ALICE, "one");
        room.send(BOB, "two");
        room.send(BOB, "three");

        refused(as(BOB).delete(room.message(1)), ErrorCode.FORBIDDEN);
        refused(as(CAROL).delete(room.message(2)), ErrorCode.FORBIDDEN);
        as(ALICE).delete(room.message(2)).then().statusCode(204);
        as(room.token()).delete(room.message(3)).then().statusCode(204);
    }

    @Test
    void deletedMessagesAreNotUnread() {
        room.send(BOB, "one");
        room.send(BOB, "two");
        as(ALICE).get(room.application() + "/me/chats").then().body("items[0].unread", equalTo(2));

        as(BOB).delete(room.message(2)).then().statusCode(204);

        as(ALICE)
                .get(room.application() + "/me/chats")
                .then()
                .body("items[0].unread", equalTo(1))
                .body("items[0].lastMessage.seq", equalTo(2))
                .body("items[0].lastMessage", not(hasKey("text")));
    }

    @Test
    void aSendRepeatedAfterAChangeIsTheSameMessage() {
        Map<String, String> first = Map.of("clientId", "b1", "text", "first");
        room.send(BOB, first);
        as(BOB, Map.of("text", "edited")).patch(room.message(1)).then().statusCode(200);

        as(BOB, first).post(room.chat() + "/messages").then().statusCode(200).body("text", equalTo("edited"));
        refused(
                as(BOB, Map.of("clientId", "b1", "text", "edited")).post(room.chat() + "/messages"),
                ErrorCode.CLIENT_ID_CONFLICT);
        as(BOB).delete(room.message(1)).then().statusCode(204);
        as(BOB, first)
                .post(room.chat() + "/messages")
                .then()
                .statusCode(200)
                .body("deletedAt", notNullValue())
                .body("$", not(hasKey("text")));
    }

    @Test
    void eachMessageIsGivenOnceWithItsLatestChange() {
        long before = room.rev();
        room.send(BOB, "one");
        room.send(BOB, "two");
        room.send(BOB, "three");
        as(BOB, Map.of("text", "One")).patch(room.message(1)).then().statusCode(200);
        as(BOB).delete(room.message(2)).then().statusCode(204);
        as(CAROL).put(room.message(1) + "/reactions/x").then().statusCode(200);

        assertEquals(
                List.of(
                        (before + 3) + " message.created",
                        (before + 5) + " message.deleted",
                        (before + 6) + " message.reacted"),
                room.changes(CAROL, before));
        assertEquals(List.of((before + 6) + " message.reacted"), room.changes(CAROL, before + 5));
    }

    @Test
    void historyFromTheCacheIsNeverOlderThanAnEdit() {
        room.send(BOB, "one");
        room.send(BOB, "two");
        for (int i = 0; i < 20; i++) {
            String text = "edit " + i;
            as(BOB, Map.of("text", text)).patch(room.message(1)).then().statusCode(200);
            as(CAROL).get(room.chat() + "/messages").then().body("items.text", contains("two", text));
        }
    }

    @Test
    void whatRedisMissedIsNotTakenForTrue() {
        room.send(BOB, "before");
        as(CAROL).get(room.chat() + "/messages").then().body("items.text", contains("before"));
        Map<String, List<ScoredValue<String>>> cached = cached();
        as(BOB, Map.of("text", "after")).patch(room.message(1)).then().statusCode(200);

        // As if the change had not reached Redis.
        redis.flushall();
        cached.forEach((key, values) ->
                values.forEach(value -> redis.sortedSet(String.class).zadd(key, value.score(), value.value())));

        as(CAROL).get(room.chat() + "/messages").then().body("items.text", contains("after"));
        as(CAROL).get(room.chat() + "/messages").then().body("items.text", contains("after"));
    }

    private Map<String, List<ScoredValue<String>>> cached() {
        Map<String, List<ScoredValue<String>>> cached = new HashMap<>();
        for (String key :
                redis.key().scan(new KeyScanArgs().match("parley:{*}:recent*")).toIterable()) {
            cached.put(key, redis.sortedSet(String.class).zrangeWithScores(key, 0, -1));
        }
        return cached;
    }
}
