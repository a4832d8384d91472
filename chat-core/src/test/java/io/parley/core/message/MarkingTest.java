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
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.event.Reaction;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reactions and pins. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MarkingTest {
    private Room room;

    @BeforeEach
    void open() {
        room = new Room();
    }

    @Test
    void reactionsAreCountedOnceForEachUserAndNameTheNewestFirst() {
        Message sent = room.send(BOB, "hello");

        as(BOB).put(room.message(1) + "/reactions/👍").then().statusCode(200);
        as(CAROL).put(room.message(1) + "/reactions/❤️").then().statusCode(200);
        as(CAROL).put(room.message(1) + "/reactions/👍").then().statusCode(200);
        as(CAROL)
                .put(room.message(1) + "/reactions/👍")
                .then()
                .statusCode(200)
                .header("ETag", "\"" + (sent.rev() + 3) + "\"");

        Message read = room.read(ALICE, 1);
        assertEquals(
                List.of(
                        new Reaction("👍", 2, List.of(CAROL.id(), BOB.id())),
                        new Reaction("❤️", 1, List.of(CAROL.id()))),
                read.reactions());
        assertEquals("hello", read.text());
        as(ALICE).get(room.chat() + "/messages").then().body("items[0].reactions.count", contains(2, 1));
    }

    @Test
    void aReactionIsTakenBackByWhoGaveIt() {
        room.send(BOB, "hello");
        as(BOB).put(room.message(1) + "/reactions/yes").then().statusCode(200);
        as(room.token()).put(room.message(1) + "/reactions/yes").then().statusCode(200);
        int rev = room.rev();

        as(CAROL).delete(room.message(1) + "/reactions/yes").then().statusCode(200);
        as(CAROL).delete(room.message(1) + "/reactions/no").then().statusCode(200);
        assertEquals(rev, room.rev());
        as(BOB).delete(room.message(1) + "/reactions/yes")
                .then()
                .body("reactions[0].count", equalTo(1))
                .body(
                        "reactions[0].users[0]",
                        equalTo("application:" + room.application().substring(17)));
        as(room.token()).delete(room.message(1) + "/reactions/yes").then().body("$", not(hasKey("reactions")));
    }

    @Test
    void aMessageHasAtMostTwentyDifferentReactions() {
        room.send(BOB, "hello");
        for (int i = 0; i < 20; i++) {
            as(BOB).put(room.message(1) + "/reactions/r" + i).then().statusCode(200);
        }

        refused(as(CAROL).put(room.message(1) + "/reactions/more"), ErrorCode.LIMIT_REACHED);
        as(CAROL).put(room.message(1) + "/reactions/r7").then().statusCode(200);
        refused(as(CAROL).put(room.message(1) + "/reactions/" + "x".repeat(33)), ErrorCode.INVALID_REQUEST);
        refused(as(CAROL).urlEncodingEnabled(false).put(room.message(1) + "/reactions/%20"), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whoMayNotSeeAMessageNeitherReactsToItNorPinsIt() {
        room.send(BOB, "for alice", ALICE);

        refused(as(CAROL).put(room.message(1) + "/reactions/x"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(room.token()).put(room.message(1) + "/pin"), ErrorCode.MESSAGE_NOT_FOUND);
        as(ALICE).put(room.message(1) + "/reactions/x").then().statusCode(200);
        as(ALICE).put(room.message(1) + "/pin").then().statusCode(200);
        as(BOB).get(room.chat() + "/pins").then().body("items.seq", contains(1));
        as(CAROL).get(room.chat() + "/pins").then().body("items", equalTo(List.of()));
        assertEquals(List.of(), room.changes(CAROL, room.rev() - 2));
    }

    @Test
    void pinnedMessagesAreListedPinnedLastFirst() {
        for (int i = 0; i < 3; i++) {
            room.send(BOB, "m" + i);
        }

        for (int seq : List.of(2, 3, 1)) {
            as(ALICE)
                    .put(room.message(seq) + "/pin")
                    .then()
                    .statusCode(200)
                    .body("pinned.by", equalTo(ALICE.id()))
                    .body("pinned.at", notNullValue());
        }
        int rev = room.rev();
        as(room.token()).put(room.message(1) + "/pin").then().statusCode(200).body("pinned.by", equalTo(ALICE.id()));
        assertEquals(rev, room.rev());

        String next = as(CAROL)
                .queryParam("limit", 2)
                .get(room.chat() + "/pins")
                .then()
                .body("items.seq", contains(1, 3))
                .extract()
                .path("next");
        as(CAROL)
                .queryParam("limit", 2)
                .queryParam("cursor", next)
                .get(room.chat() + "/pins")
                .then()
                .body("items.seq", contains(2))
                .body("next", nullValue());
        as(ALICE).delete(room.message(3) + "/pin").then().statusCode(200).body("$", not(hasKey("pinned")));
        as(CAROL).get(room.chat() + "/pins").then().body("items.seq", contains(1, 2));
        assertEquals(List.of((rev + 1) + " message.pinned"), room.changes(CAROL, rev));
    }

    @Test
    void onlyOwnersModeratorsAndTheApplicationPin() {
        room.send(BOB, "hello");

        refused(as(BOB).put(room.message(1) + "/pin"), ErrorCode.FORBIDDEN);
        refused(as(CAROL).delete(room.message(1) + "/pin"), ErrorCode.FORBIDDEN);
        as(room.token()).put(room.message(1) + "/pin").then().statusCode(200);
    }

    @Test
    void aChatHasAtMostFiftyPins() {
        for (int i = 1; i <= 51; i++) {
            room.send(BOB, Map.of("text", "m" + i));
        }
        for (int i = 1; i <= 50; i++) {
            as(ALICE).put(room.message(i) + "/pin").then().statusCode(200);
        }

        refused(as(ALICE).put(room.message(51) + "/pin"), ErrorCode.LIMIT_REACHED);
        as(BOB).delete(room.message(7)).then().statusCode(204);
        as(ALICE).put(room.message(51) + "/pin").then().statusCode(200);
    }
}
