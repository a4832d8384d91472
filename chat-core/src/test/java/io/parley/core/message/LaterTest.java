package io.parley.core.message;

import static io.parley.core.Api.as;
import static io.parley.core.Api.refused;
import static io.parley.core.message.Room.ALICE;
import static io.parley.core.message.Room.BOB;
import static io.parley.core.message.Room.CAROL;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that expire, that are sent later, and that are forwarded. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LaterTest {
    @Inject
    Database database;

    private Room room;

    @BeforeEach
    void open() {
        room = new Room();
    }

    private UUID application() {
        return UUID.fromString(room.application().substring("/v1/applications/".length()));
    }

    private static Instant inAnHour() {
        return Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Its time has come. */
    private void hasExpired(long seq) {
        database.update("""
                update message_expiry set expires_at = now() - interval '1 second'
                 where seq = ? and chat_key = (select key from chat where application_id = ? and id = 'room')
                """, seq, application());
    }

    private void theirTimeHasCome() {
        database.update(
                "update scheduled_message set send_at = now() - interval '1 second' where application_id = ?",
                application());
    }

    private String schedule(TestUser user, String clientId) {
        return as(
                        user,
                        Map.of(
                                "sendAt",
                                inAnHour().toString(),
                                "message",
                                Map.of("clientId", clientId, "text", "later")))
                .post(room.chat() + "/scheduled")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .extract()
                .path("id");
    }

    @Test
    void aMessageDeletesItselfWhenItsTimeIsOver() {
        Message sent = room.send(
                BOB, Map.of("text", "secret", "expiresInSeconds", 3600, "mentions", Map.of("everyone", true)));
        room.send(BOB, "stays");
        assertEquals(sent.createdAt().plusSeconds(3600), sent.expiresAt());
        assertEquals(sent, room.read(CAROL, 1));
        int rev = room.rev();

        hasExpired(1);

        await().until(() -> room.read(CAROL, 1).deletedAt() != null);
        assertNull(room.read(CAROL, 1).text());
        assertEquals(List.of((rev + 1) + " message.deleted"), room.changes(CAROL, rev));
        as(ALICE)
                .get(room.application() + "/me/chats")
                .then()
                .body("items[0].unread", equalTo(1))
                .body("items[0].mentions", equalTo(0));
        assertEquals(
                0,
                database.first(
                                "select count(*) from message_expiry e join chat c on c.key = e.chat_key where c.application_id = ?",
                                row -> row.getInt(1),
                                application())
                        .orElseThrow());
    }

    @Test
    void howLongAMessageLivesIsBounded() {
        for (int seconds : List.of(4, 0, -1, 31_536_001)) {
            refused(
                    as(BOB, Map.of("text", "x", "expiresInSeconds", seconds)).post(room.chat() + "/messages"),
                    ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void aScheduledMessageIsSentOnceWhenItsTimeHasCome() {
        schedule(BOB, "later-1");
        as(BOB).get(room.chat() + "/scheduled").then().body("items.message.text", contains("later"));
        as(ALICE).get(room.chat() + "/scheduled").then().body("items", equalTo(List.of()));
        as(BOB).get(room.chat() + "/messages").then().body("items", equalTo(List.of()));

        theirTimeHasCome();

        await().untilAsserted(() ->
                as(CAROL).get(room.chat() + "/messages").then().body("items.clientId", contains("later-1")));
        await().untilAsserted(
                        () -> as(BOB).get(room.chat() + "/scheduled").then().body("items", equalTo(List.of())));
        assertEquals(BOB.id(), room.read(CAROL, 1).sender());
    }

    @Test
    void whatWasSentBeforeItsRowWasRemovedIsStoredOnce() {
        schedule(BOB, "later-2");
        // As a process left it that died in between
        as(BOB, Map.of("clientId", "later-2", "text", "later"))
                .post(room.chat() + "/messages")
                .then()
                .statusCode(201);

        theirTimeHasCome();

        await().untilAsserted(
                        () -> as(BOB).get(room.chat() + "/scheduled").then().body("items", equalTo(List.of())));
        as(CAROL).get(room.chat() + "/messages").then().body("items.clientId", contains("later-2"));
    }

    @Test
    void whatMayNoLongerBeSentStaysWithTheReason() {
        schedule(BOB, "later-3");
        as(room.token(), Map.of("user", BOB.id(), "role", "reader"))
                .post(room.chat() + "/subscriptions")
                .then()
                .statusCode(200);

        theirTimeHasCome();

        await().untilAsserted(() ->
                as(BOB).get(room.chat() + "/scheduled").then().body("items.failed.code", contains("forbidden")));
        String id = as(BOB).get(room.chat() + "/scheduled").path("items[0].id");
        as(BOB).delete(room.chat() + "/scheduled/" + id).then().statusCode(204);
        refused(as(BOB).delete(room.chat() + "/scheduled/" + id), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void schedulingIsRepeatableAndBounded() {
        String at = inAnHour().toString();
        Map<String, ?> body = Map.of("sendAt", at, "message", Map.of("clientId", "one", "text", "later"));
        String id = as(BOB, body)
                .post(room.chat() + "/scheduled")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(BOB, body).post(room.chat() + "/scheduled").then().statusCode(200).body("id", equalTo(id));
        refused(
                as(BOB, Map.of("sendAt", at, "message", Map.of("clientId", "one", "text", "other")))
                        .post(room.chat() + "/scheduled"),
                ErrorCode.CLIENT_ID_CONFLICT);
        refused(as(CAROL, body).post(room.chat() + "/scheduled"), ErrorCode.FORBIDDEN);
        refused(as(ALICE).delete(room.chat() + "/scheduled/" + id), ErrorCode.MESSAGE_NOT_FOUND);
        for (String wrong : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
            refused(
                    as(BOB, Map.of("sendAt", wrong, "message", Map.of("text", "x")))
                            .post(room.chat() + "/scheduled"),
                    ErrorCode.INVALID_REQUEST);
        }
        refused(as(BOB, Map.of("sendAt", at)).post(room.chat() + "/scheduled"), ErrorCode.INVALID_REQUEST);
        for (int i = 1; i < 100; i++) {
            schedule(BOB, "many-" + i);
        }
        refused(
                as(BOB, Map.of("sendAt", at, "message", Map.of("text", "x"))).post(room.chat() + "/scheduled"),
                ErrorCode.LIMIT_REACHED);
    }

    @Test
    void aForwardedMessageIsACopyThatSaysWhereItComesFrom() {
        Room source = room;
        as(ALICE, Map.of("id", "other"))
                .post(room.application() + "/chats")
                .then()
                .statusCode(201);
        String other = room.application() + "/chats/other";
        Message said = source.send(BOB, Map.of("text", "wine", "metadata", Map.of("a", 1)));
        Map<String, ?> forward = Map.of("clientId", "f", "forward", Map.of("chat", "room", "seq", 1));

        as(ALICE, forward)
                .post(other + "/messages")
                .then()
                .statusCode(201)
                .body("text", equalTo("wine"))
                .body("sender", equalTo(ALICE.id()))
                .body("metadata", equalTo(Map.of("a", 1)))
                .body("forwarded.chat", equalTo("room"))
                .body("forwarded.seq", equalTo(1))
                .body("forwarded.sender", equalTo(BOB.id()))
                .body("forwarded.sentAt", equalTo(said.createdAt().toString()));
        as(BOB, Map.of("text", "beer")).patch(room.message(1)).then().statusCode(200);
        as(ALICE, forward).post(other + "/messages").then().statusCode(200).body("text", equalTo("wine"));
        as(ALICE).get(other + "/messages/1").then().body("forwarded.seq", equalTo(1));
        as(ALICE).delete(other + "/messages/1").then().statusCode(204);
        as(ALICE).get(other + "/messages/1").then().body("$", not(hasKey("forwarded")));
    }

    @Test
    void onlyWhatTheSenderMayReadIsForwarded() {
        room.send(ALICE, "for alice and bob", BOB);
        room.send(ALICE, "gone");
        as(ALICE).delete(room.message(2)).then().statusCode(204);
        as(ALICE, Map.of("id", "private"))
                .post(room.application() + "/chats")
                .then()
                .statusCode(201);
        as(ALICE, Map.of("text", "secret"))
                .post(room.application() + "/chats/private/messages")
                .then()
                .statusCode(201);

        refused(forward(BOB, "private", 1), ErrorCode.CHAT_NOT_FOUND);
        refused(forward(BOB, "room", 2), ErrorCode.MESSAGE_NOT_FOUND);
        refused(forward(BOB, "room", 7), ErrorCode.MESSAGE_NOT_FOUND);
        refused(forward(BOB, "room", 0), ErrorCode.INVALID_REQUEST);
        refused(
                as(BOB, Map.of("text", "x", "forward", Map.of("chat", "room", "seq", 1)))
                        .post(room.chat() + "/messages"),
                ErrorCode.INVALID_REQUEST);
        refused(
                as(room.token(), Map.of("forward", Map.of("chat", "room", "seq", 1)))
                        .post(room.chat() + "/messages"),
                ErrorCode.MESSAGE_NOT_FOUND);
    }

    private io.restassured.response.Response forward(TestUser user, String chat, int seq) {
        return as(user, Map.of("forward", Map.of("chat", chat, "seq", seq))).post(room.chat() + "/messages");
    }
}
