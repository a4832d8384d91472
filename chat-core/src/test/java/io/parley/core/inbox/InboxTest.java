package io.parley.core.inbox;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class InboxTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");

    private Applications.Provisioned application;
    private String chat;
    private String inbox;

    @BeforeEach
    void aChatOfThree() {
        application = provision();
        inbox = path(application) + "/me/chats";
        chat = chat("first");
    }

    private String chat(String id) {
        as(alice, Map.of("id", id)).post(path(application) + "/chats").then().statusCode(201);
        String created = path(application) + "/chats/" + id;
        subscribe(application, created, bob, "member");
        subscribe(application, created, carol, "member");
        return created;
    }

    private void send(TestUser sender, String to, String text, TestUser... recipients) {
        Map<String, Object> message =
                new HashMap<>(Map.of("clientId", UUID.randomUUID().toString(), "text", text));
        if (recipients.length > 0) {
            message.put(
                    "recipients", Arrays.stream(recipients).map(TestUser::id).toList());
        }
        as(sender, message).post(to + "/messages").then().statusCode(201);
    }

    @Test
    void unreadCountsTheMessagesOfOthersThatTheUserMaySee() {
        send(alice, chat, "to all");
        send(alice, chat, "to carol only", carol);
        send(bob, chat, "own");
        send(carol, chat, "to bob", bob);

        as(bob).get(inbox)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].unread", equalTo(2))
                .body("items[0].readSeq", equalTo(0))
                .body("items[0].role", equalTo("member"))
                .body("items[0].lastMessage.text", equalTo("to bob"))
                .body("items[0].chat.id", equalTo("first"))
                .body("items[0].chat.lastSeq", equalTo(4));
        as(alice)
                .get(inbox)
                .then()
                .body("items[0].unread", equalTo(1))
                .body("items[0].lastMessage.text", equalTo("own"));
        as(carol).get(inbox).then().body("items[0].unread", equalTo(3));
    }

    @Test
    void theReadMarkerMovesForwardOnly() {
        for (int i = 1; i <= 4; i++) {
            send(alice, chat, "message " + i);
        }

        as(bob, Map.of("seq", 3))
                .put(chat + "/read")
                .then()
                .statusCode(200)
                .body("readSeq", equalTo(3))
                .body("unread", equalTo(1));
        as(bob, Map.of("seq", 1))
                .put(chat + "/read")
                .then()
                .statusCode(200)
                .body("readSeq", equalTo(3))
                .body("unread", equalTo(1));
        refused(as(bob, Map.of("seq", 5)).put(chat + "/read"), ErrorCode.INVALID_REQUEST);
        refused(as(bob, Map.of("seq", -1)).put(chat + "/read"), ErrorCode.INVALID_REQUEST);
        refused(as(bob, "{}").put(chat + "/read"), ErrorCode.INVALID_REQUEST);
        as(bob).get(inbox).then().body("items[0].unread", equalTo(1)).body("items[0].readSeq", equalTo(3));
        as(carol).get(inbox).then().body("items[0].unread", equalTo(4));
    }

    @Test
    void whoJoinsLaterBeginsWithNothingUnread() {
        TestUser late = TestUsers.user("late-joiner");
        send(alice, chat, "before");
        subscribe(application, chat, late, "member");
        send(alice, chat, "after");

        as(late).get(inbox).then().body("items[0].unread", equalTo(1)).body("items[0].readSeq", equalTo(1));
    }

    @Test
    void theLatestActivityComesFirstPageByPage() {
        String second = chat("second");
        chat("third");
        send(alice, second, "newer");
        send(alice, chat, "newest");

        Response first = as(bob).queryParam("limit", 2).get(inbox);
        first.then().body("items.chat.id", contains("first", "second"));
        as(bob).queryParam("limit", 2)
                .queryParam("cursor", (String) first.path("next"))
                .get(inbox)
                .then()
                .body("items.chat.id", contains("third"))
                .body("items[0]", not(hasKey("lastMessage")))
                .body("$", not(hasKey("next")));
    }

    @Test
    void anInboxIsAUsers() {
        refused(as(application.token()).get(inbox), ErrorCode.FORBIDDEN);
        refused(as(application.token(), Map.of("seq", 0)).put(chat + "/read"), ErrorCode.FORBIDDEN);
    }

    @Test
    void cursorsOfOtherListsAndInventedOnesAreRefused() {
        chat("second");
        String foreign = as(alice)
                .queryParam("limit", 1)
                .get(path(application) + "/chats")
                .path("next");

        for (String cursor : List.of(foreign, "x", "%00", "aW5ib3g", "a".repeat(2000))) {
            refused(as(bob).queryParam("cursor", cursor).get(inbox), ErrorCode.INVALID_REQUEST);
        }
        for (String limit : List.of("0", "201", "-1", "ten", "1.5")) {
            refused(as(bob).queryParam("limit", limit).get(inbox), ErrorCode.INVALID_REQUEST);
        }
    }
}
