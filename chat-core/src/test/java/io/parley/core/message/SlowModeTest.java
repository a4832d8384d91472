package io.parley.core.message;

import static io.parley.core.Api.as;
import static io.parley.core.Api.refused;
import static io.parley.core.message.Room.ALICE;
import static io.parley.core.message.Room.BOB;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One message of a member in so many seconds. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SlowModeTest {
    @Inject
    Database database;

    @Test
    void aMemberWhoSendsAgainTooSoonIsToldHowLongToWait() {
        Room room = new Room(Map.of("slowModeSeconds", 600));
        Map<String, String> first = Map.of("clientId", "1", "text", "first");
        room.send(BOB, first);

        Response again = as(BOB, Map.of("clientId", "2", "text", "second")).post(room.chat() + "/messages");

        refused(again, ErrorCode.RATE_LIMITED);
        int wait = Integer.parseInt(again.header("Retry-After"));
        assertTrue(wait > 500 && wait <= 600, "Retry-After: " + wait);
        as(BOB, first).post(room.chat() + "/messages").then().statusCode(200).body("seq", equalTo(1));
    }

    @Test
    void ownersModeratorsAndTheApplicationAreNotHeldBack() {
        Room room = new Room(Map.of("slowModeSeconds", 600));

        for (int i = 0; i < 2; i++) {
            room.send(ALICE, "owner");
            as(room.token(), Map.of("text", "application"))
                    .post(room.chat() + "/messages")
                    .then()
                    .statusCode(201);
        }
        room.send(BOB, "member");
        as(ALICE, Map.of("user", BOB.id(), "role", "moderator"))
                .post(room.chat() + "/subscriptions")
                .then()
                .statusCode(200);
        room.send(BOB, "moderator");
    }

    @Test
    void afterTheTimeTheMemberSendsAgain() {
        Room room = new Room(Map.of("slowModeSeconds", 1));
        room.send(BOB, "first");

        await().pollInterval(Duration.ofMillis(100))
                .until(() -> as(BOB, Map.of("clientId", "2", "text", "second"))
                                .post(room.chat() + "/messages")
                                .statusCode()
                        == 201);
    }

    @Test
    void itIsAPropertyOfTheChatThatManagersChange() {
        Room room = new Room();
        as(ALICE).get(room.chat()).then().body("$", not(hasKey("slowModeSeconds")));
        int rev = room.rev();

        refused(as(BOB, Map.of("slowModeSeconds", 5)).patch(room.chat()), ErrorCode.FORBIDDEN);
        refused(as(ALICE, Map.of("slowModeSeconds", 21_601)).patch(room.chat()), ErrorCode.INVALID_REQUEST);
        refused(as(ALICE, Map.of("slowModeSeconds", -1)).patch(room.chat()), ErrorCode.INVALID_REQUEST);
        as(ALICE, Map.of("slowModeSeconds", 5))
                .patch(room.chat())
                .then()
                .statusCode(200)
                .body("slowModeSeconds", equalTo(5))
                .body("rev", equalTo(rev + 1));

        as(BOB).queryParam("after", rev)
                .get(room.chat() + "/changes")
                .then()
                .body("changes.type", contains("chat.changed"))
                .body("changes[0].slowModeSeconds", equalTo(5));
        as(BOB).get(room.application() + "/me/chats").then().body("items[0].chat.slowModeSeconds", equalTo(5));
        as(ALICE, Map.of("slowModeSeconds", 0)).patch(room.chat()).then().body("$", not(hasKey("slowModeSeconds")));
    }

    @Test
    void nothingIsKeptOfWhoSendsToAChatWithoutIt() {
        Room room = new Room();
        room.send(BOB, "one");
        room.send(BOB, "two");

        long kept =
                database.first("""
                        select count(s.last_sent_at) from subscription s join chat c on c.key = s.chat_key
                         where '/v1/applications/' || c.application_id = ?
                        """, row -> row.getLong(1), room.application()).orElseThrow();

        assertEquals(0, kept);
    }
}
