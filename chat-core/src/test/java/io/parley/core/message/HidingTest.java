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

import io.parley.contract.error.ErrorCode;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What messages said before, and messages that somebody has deleted for oneself. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HidingTest {
    private Room room;

    @BeforeEach
    void threeMessages() {
        room = new Room();
        room.send(ALICE, "one");
        room.send(ALICE, Map.of("text", "two", "mentions", Map.of("everyone", true)));
        room.send(ALICE, "three");
    }

    private void edit(Map<String, ?> patch) {
        as(ALICE, patch).patch(room.message(1)).then().statusCode(200);
    }

    @Test
    void everyVersionOfAMessageIsKeptAndReadNewestFirst() {
        int rev = room.rev();
        edit(Map.of("text", "uno", "metadata", Map.of("a", 1)));
        edit(Map.of("text", "uno", "metadata", Map.of("a", 1)));
        as(BOB).put(room.message(1) + "/reactions/x").then().statusCode(200);
        edit(Map.of("text", "eins"));

        String next = as(CAROL)
                .get(room.message(1) + "/edits?limit=1")
                .then()
                .statusCode(200)
                .body("items.text", contains("uno"))
                .body("items[0].metadata", equalTo(Map.of("a", 1)))
                .body("items[0].replacedRev", equalTo(rev + 3))
                .extract()
                .path("next");
        as(CAROL)
                .get(room.message(1) + "/edits?limit=1&cursor=" + next)
                .then()
                .body("items.text", contains("one"))
                .body("items[0].replacedRev", equalTo(rev + 1))
                .body("$", not(hasKey("next")));
        as(CAROL).get(room.message(2) + "/edits").then().body("items", equalTo(List.of()));
    }

    @Test
    void whatADeletedMessageSaidBeforeIsErasedWithIt() {
        edit(Map.of("text", "uno"));
        as(ALICE).delete(room.message(1)).then().statusCode(204);

        as(ALICE).get(room.message(1) + "/edits").then().statusCode(200).body("items", equalTo(List.of()));
    }

    @Test
    void theNewestHundredVersionsAreKept() {
        for (int i = 1; i <= 102; i++) {
            edit(Map.of("text", "version " + i));
        }

        List<String> texts = as(ALICE).get(room.message(1) + "/edits?limit=200").path("items.text");
        assertEquals(100, texts.size());
        assertEquals("version 101", texts.getFirst());
        assertEquals("version 2", texts.getLast());
    }

    @Test
    void versionsAreForWhoMaySeeTheMessage() {
        room.send(ALICE, "for bob", BOB);

        refused(as(CAROL).get(room.message(4) + "/edits"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(room.token()).get(room.message(4) + "/edits"), ErrorCode.MESSAGE_NOT_FOUND);
        as(BOB).get(room.message(4) + "/edits").then().statusCode(200);
    }

    @Test
    void aHiddenMessageIsNowhereForTheOneWhoHidItAndThereForOthers() {
        as(CAROL).get(room.chat() + "/messages").then().body("items.seq", contains(3, 2, 1));

        as(CAROL).put(room.message(2) + "/hidden").then().statusCode(204);
        as(CAROL).put(room.message(3) + "/hidden").then().statusCode(204);

        as(CAROL).get(room.chat() + "/messages").then().body("items.seq", contains(1));
        as(CAROL).get(room.chat() + "/messages?after=0").then().body("items.seq", contains(1));
        refused(as(CAROL).get(room.message(2)), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(CAROL).put(room.message(2) + "/reactions/x"), ErrorCode.MESSAGE_NOT_FOUND);
        as(CAROL)
                .get(room.application() + "/me/chats")
                .then()
                .body("items[0].unread", equalTo(1))
                .body("items[0].mentions", equalTo(0))
                .body("items[0].lastMessage.seq", equalTo(1));
        as(BOB).get(room.chat() + "/messages").then().body("items.seq", contains(3, 2, 1));
        as(BOB).get(room.application() + "/me/chats").then().body("items[0].unread", equalTo(3));
    }

    @Test
    void hidingIsAChangeThatOnlyTheOwnDevicesAreTold() {
        int rev = room.rev();

        as(CAROL).put(room.message(2) + "/hidden").then().statusCode(204);
        as(CAROL).put(room.message(2) + "/hidden").then().statusCode(204);

        assertEquals(rev + 1, room.rev());
        assertEquals(List.of((rev + 1) + " message.hidden"), room.changes(CAROL, rev));
        assertEquals(List.of(), room.changes(BOB, rev));
        as(BOB).put(room.message(2) + "/reactions/x").then().statusCode(200);
        assertEquals(List.of((rev + 1) + " message.hidden"), room.changes(CAROL, rev));
        assertEquals(List.of((rev + 2) + " message.reacted"), room.changes(BOB, rev));
    }

    @Test
    void onlyUsersHideAndOnlyWhatTheyMaySee() {
        room.send(ALICE, "for bob", BOB);

        refused(as(CAROL).put(room.message(4) + "/hidden"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(CAROL).put(room.message(9) + "/hidden"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(room.token()).put(room.message(1) + "/hidden"), ErrorCode.FORBIDDEN);
    }
}
