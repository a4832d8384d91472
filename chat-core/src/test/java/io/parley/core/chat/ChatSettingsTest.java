package io.parley.core.chat;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a chat behaves as its settings say. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChatSettingsTest {
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");
    private final TestUser dave = TestUsers.user("dave");
    private Applications.Provisioned application;
    private String chat;

    @BeforeEach
    void aChat() {
        application = provision();
        chat = emptyChat(application);
        subscribe(application, chat, bob, "moderator");
        subscribe(application, chat, carol, "member");
    }

    private void set(String name, String value) {
        as(bob, Map.of("settings", Map.of(name, value))).patch(chat).then().statusCode(200);
    }

    private void sends(TestUser user) {
        as(user, Map.of("text", "hello")).post(chat + "/messages").then().statusCode(201);
    }

    private void maySendNothing(TestUser user) {
        refused(as(user, Map.of("text", "hello")).post(chat + "/messages"), ErrorCode.FORBIDDEN);
    }

    @Test
    void whatAChatIsAboutIsMergedToldToAllAndGivenAgain() {
        // When
        as(bob, Map.of("about", Map.of("description", "Cooking", "metadata", Map.of("a", 1, "b", 2))))
                .patch(chat)
                .then()
                .statusCode(200);
        as(bob, "{\"about\":{\"metadata\":{\"a\":null},\"picture\":\"https://pictures.example/1.png\"}}")
                .patch(chat)
                .then()
                .statusCode(200)
                .body("about.description", equalTo("Cooking"))
                .body("about.metadata", equalTo(Map.of("b", 2)))
                .body("$", not(hasKey("settings")));

        // Then
        as(carol)
                .queryParam("after", 3)
                .get(chat + "/changes")
                .then()
                .body("changes.type", contains("chat.changed"))
                .body("changes[0].about.picture", equalTo("https://pictures.example/1.png"));
        as(carol)
                .get(path(application) + "/me/chats")
                .then()
                .body("items[0].chat.about.description", equalTo("Cooking"));
        as(bob, "{\"about\":null}").patch(chat).then().body("$", not(hasKey("about")));
        for (Object bad : List.of(
                Map.of("description", " "),
                Map.of("description", "x".repeat(1001)),
                Map.of("picture", "javascript:alert(1)"),
                Map.of("metadata", Map.of("x", "x".repeat(4096))))) {
            refused(as(bob, Map.of("about", bad)).patch(chat), ErrorCode.INVALID_REQUEST);
        }
        refused(as(bob, Map.of("settings", Map.of("posting", "nobody"))).patch(chat), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whereModeratorsPostMembersRead() {
        set("posting", "moderators");

        maySendNothing(carol);
        sends(bob);
        as(application.token(), Map.of("text", "news"))
                .post(chat + "/messages")
                .then()
                .statusCode(201);
        as(carol).get(chat + "/messages").then().body("items", hasSize(2));
    }

    @Test
    void whereMembersInviteTheyMakeMembersAndNoMore() {
        refused(as(carol, Map.of("user", dave.id())).post(chat + "/subscriptions"), ErrorCode.FORBIDDEN);

        set("inviting", "members");

        for (String role : List.of("owner", "moderator")) {
            refused(
                    as(carol, Map.of("user", dave.id(), "role", role)).post(chat + "/subscriptions"),
                    ErrorCode.FORBIDDEN);
        }
        as(carol, Map.of("user", dave.id()))
                .post(chat + "/subscriptions")
                .then()
                .statusCode(201);
        refused(
                as(carol, Map.of("user", dave.id(), "role", "reader")).post(chat + "/subscriptions"),
                ErrorCode.FORBIDDEN);
    }

    @Test
    void inAFrozenChatOnlyModeratorsSendUntilItIsActiveAgain() {
        sends(carol);
        set("state", "frozen");

        maySendNothing(carol);
        refused(as(carol, Map.of("text", "other")).patch(chat + "/messages/1"), ErrorCode.FORBIDDEN);
        sends(bob);
        set("state", "active");
        sends(carol);
    }

    @Test
    void anArchivedChatChangesNoMoreAndIsInNoListThatDoesNotAskForIt() {
        // Given
        sends(carol);

        // When
        set("state", "archived");

        // Then
        maySendNothing(carol);
        maySendNothing(bob);
        refused(as(bob).put(chat + "/messages/1/pin"), ErrorCode.FORBIDDEN);
        refused(as(carol).put(chat + "/messages/1/reactions/ok"), ErrorCode.FORBIDDEN);
        as(carol).get(chat + "/messages").then().body("items", hasSize(1));
        for (String list : List.of("/chats", "/me/chats")) {
            as(carol).get(path(application) + list).then().body("items", hasSize(0));
            as(carol)
                    .queryParam("archived", true)
                    .get(path(application) + list)
                    .then()
                    .body("items", hasSize(1));
        }
        as(application.token()).get(path(application) + "/chats").then().body("items", hasSize(0));
    }

    @Test
    void whoJoinsLaterSeesNothingFromBeforeWhereTheHistoryBeginsWithJoining() {
        // Given
        for (int i = 0; i < 3; i++) {
            sends(bob);
        }
        as(bob).put(chat + "/messages/1/pin").then().statusCode(200);
        set("history", "joined");
        subscribe(application, chat, dave, "member");

        // Then
        as(dave).get(chat + "/messages").then().body("items", hasSize(0));
        as(dave).get(path(application) + "/me/chats")
                .then()
                .body("items[0]", not(hasKey("lastMessage")))
                .body("items[0].unread", equalTo(0));

        // When
        sends(bob);
        as(bob, Map.of("text", "edited")).patch(chat + "/messages/2").then().statusCode(200);

        // Then
        as(dave).get(chat + "/messages").then().body("items.seq", contains(4));
        as(dave).queryParam("after", 0).get(chat + "/messages").then().body("items.seq", contains(4));
        as(dave).queryParam("before", 4).get(chat + "/messages").then().body("items", hasSize(0));
        as(dave).get(chat + "/pins").then().body("items", hasSize(0));
        refused(as(dave).get(chat + "/messages/2"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(dave).put(chat + "/messages/2/reactions/ok"), ErrorCode.MESSAGE_NOT_FOUND);
        refused(as(dave, Map.of("text", "reply", "replyTo", 2)).post(chat + "/messages"), ErrorCode.MESSAGE_NOT_FOUND);
        as(dave).queryParam("after", 0)
                .get(chat + "/changes")
                .then()
                .body("fromSeq", equalTo(4))
                .body("changes.findAll { it.message != null }.message.seq", contains(4));
        as(dave, Map.of("known", Map.of()))
                .post(path(application) + "/sync")
                .then()
                .body("chats[0].fromSeq", equalTo(4))
                .body("chats[0].changes.findAll { it.message != null }.message.seq", contains(4));
        as(dave, Map.of("seq", 1)).put(chat + "/unread").then().body("unread", equalTo(1));
        as(carol).get(chat + "/messages").then().body("items", hasSize(4));
        as(carol)
                .get(chat + "/subscriptions")
                .then()
                .body("items.find { it.user == '%s' }.fromSeq".formatted(dave.id()), equalTo(4));
    }

    @Test
    void whoComesBackSeesFromThenOn() {
        set("history", "joined");
        as(carol).delete(chat + "/subscriptions/" + carol.id()).then().statusCode(204);
        sends(bob);
        subscribe(application, chat, carol, "member");
        sends(bob);

        as(carol).get(chat + "/messages").then().body("items.seq", contains(2));
    }
}
