package io.parley.core.inbox;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom messages call, and that it is counted exactly. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MentionTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");

    private Applications.Provisioned application;
    private String chat;

    @BeforeEach
    void aChatOfThree() {
        application = provision();
        as(alice, Map.of("id", "first"))
                .post(path(application) + "/chats")
                .then()
                .statusCode(201);
        chat = path(application) + "/chats/first";
        subscribe(application, chat, bob, "member");
        subscribe(application, chat, carol, "moderator");
    }

    private void send(Map<String, ?> mentions, TestUser... recipients) {
        Map<String, Object> body = new HashMap<>(Map.of("text", "hello", "mentions", mentions));
        if (recipients.length > 0) {
            body.put(
                    "recipients", List.of(recipients).stream().map(TestUser::id).toList());
        }
        as(alice, body).post(chat + "/messages").then().statusCode(201);
    }

    private void counts(TestUser user, int unread, int mentions) {
        Map<String, Object> entry = as(user).get(path(application) + "/me/chats")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0]");
        assertEquals(List.of(unread, mentions), List.of(entry.get("unread"), entry.get("mentions")), user.toString());
    }

    @Test
    void usersEveryoneAndRolesAreCalledOnceForEachMessage() {
        send(Map.of("users", List.of(bob.id(), carol.id()), "everyone", true, "roles", List.of("member")));
        send(Map.of("users", List.of(bob.id())));
        send(Map.of("roles", List.of("moderator", "owner")));
        as(alice, Map.of("text", "nobody in particular"))
                .post(chat + "/messages")
                .then()
                .statusCode(201);

        counts(bob, 4, 2);
        counts(carol, 4, 2);
        counts(alice, 0, 0);
        as(bob).get(chat + "/messages/2").then().body("mentions", equalTo(Map.of("users", List.of(bob.id()))));
        as(bob).get(chat + "/messages/4").then().body("$", not(hasKey("mentions")));
    }

    @Test
    void readAndDeletedMessagesCallNobodyAnyMore() {
        send(Map.of("everyone", true));
        send(Map.of("users", List.of(bob.id())));
        send(Map.of("users", List.of(bob.id())));

        as(bob, Map.of("seq", 1))
                .put(chat + "/read")
                .then()
                .statusCode(200)
                .body("unread", equalTo(2))
                .body("mentions", equalTo(2));
        as(alice).delete(chat + "/messages/3").then().statusCode(204);

        counts(bob, 1, 1);
        as(bob).get(chat + "/messages/3").then().body("$", not(hasKey("mentions")));
    }

    @Test
    void aDirectedMessageCallsOnlyItsAudience() {
        send(Map.of("users", List.of(bob.id(), carol.id()), "everyone", true), carol);

        counts(bob, 0, 0);
        counts(carol, 1, 1);
    }

    @Test
    void aRoleIsThatOfTheReader() {
        send(Map.of("roles", List.of("moderator")));
        counts(bob, 1, 0);

        as(application.token(), Map.of("user", bob.id(), "role", "moderator"))
                .post(chat + "/subscriptions")
                .then()
                .statusCode(200);

        counts(bob, 1, 1);
    }

    @Test
    void mentionsAreBounded() {
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "user-" + i).toList();

        for (Map<String, ?> mentions : List.of(
                Map.of("users", many),
                Map.of("users", List.of("a", "a")),
                Map.of("users", List.of("")),
                Map.of("roles", List.of("admiral")),
                Map.of("users", "bob"))) {
            refused(
                    as(alice, Map.of("text", "hello", "mentions", mentions)).post(chat + "/messages"),
                    ErrorCode.INVALID_REQUEST);
        }
        refused(
                as(alice, "{\"text\":\"hello\",\"mentions\":{\"users\":[null]}}")
                        .post(chat + "/messages"),
                ErrorCode.INVALID_REQUEST);
        refused(
                as(alice, "{\"text\":\"hello\",\"mentions\":{\"roles\":[null]}}")
                        .post(chat + "/messages"),
                ErrorCode.INVALID_REQUEST);
        send(Map.of("users", many.subList(0, 50)));
    }
}
