package io.parley.core.chat;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

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

/** The end of a chat. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChatDeletionTest {
    private final TestUser bob = TestUsers.user("bob");
    private Applications.Provisioned application;
    private String chat;

    @BeforeEach
    void aChatWithAMessage() {
        application = provision();
        as(owner(), Map.of("id", "doomed"))
                .post(path(application) + "/chats")
                .then()
                .statusCode(201);
        chat = path(application) + "/chats/doomed";
        subscribe(application, chat, bob, "moderator");
        as(bob, Map.of("text", "hello", "clientId", "b1"))
                .post(chat + "/messages")
                .then()
                .statusCode(201);
    }

    @Test
    void onlyAnOwnerOrTheApplicationDeletesIt() {
        refused(as(bob).delete(chat), ErrorCode.FORBIDDEN);
        refused(as(owner()).header("If-Match", "\"1\"").delete(chat), ErrorCode.PRECONDITION_FAILED);

        as(application.token()).delete(chat).then().statusCode(204);

        refused(as(application.token()).delete(chat), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void fromThenOnItIsNotFoundAnywhere() {
        as(owner()).delete(chat).then().statusCode(204);

        for (String token : List.of(TestUsers.token(owner()), TestUsers.token(bob), application.token())) {
            refused(as(token).get(chat), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).get(chat + "/messages"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).get(chat + "/messages/1"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).get(chat + "/subscriptions"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).get(chat + "/changes"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).get(chat + "/pins"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token, Map.of("title", "x")).patch(chat), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token).delete(chat + "/messages/1"), ErrorCode.CHAT_NOT_FOUND);
            refused(as(token, Map.of("text", "more")).post(chat + "/messages"), ErrorCode.CHAT_NOT_FOUND);
            as(token).get(path(application) + "/chats").then().body("items", hasSize(0));
        }
        refused(as(bob, Map.of("text", "hello", "clientId", "b1")).post(chat + "/messages"), ErrorCode.CHAT_NOT_FOUND);
        as(bob).get(path(application) + "/me/chats").then().body("items", hasSize(0));
        refused(as(bob, Map.of("seq", 1)).put(chat + "/read"), ErrorCode.CHAT_NOT_FOUND);
        refused(as(owner(), Map.of("id", "doomed")).post(path(application) + "/chats"), ErrorCode.CHAT_EXISTS);
    }

    @Test
    void whoKnewItIsToldOfItsEndBySync() {
        int rev = as(owner()).get(chat).path("rev");
        as(owner()).delete(chat).then().statusCode(204);

        for (String token : List.of(TestUsers.token(bob), application.token())) {
            as(token, Map.of("known", Map.of("doomed", rev)))
                    .post(path(application) + "/sync")
                    .then()
                    .statusCode(200)
                    .body("chats", hasSize(1))
                    .body("chats[0].gone", equalTo(true))
                    .body("chats[0].rev", equalTo(rev + 1))
                    .body("chats[0].changes.type", contains("chat.deleted"))
                    .body("chats[0].changes[0].deletedAt", notNullValue());
            as(token, Map.of("known", Map.of("doomed", rev + 1)))
                    .post(path(application) + "/sync")
                    .then()
                    .body("chats[0].gone", equalTo(true))
                    .body("chats[0].changes", hasSize(0));
            as(token, Map.of("known", Map.of()))
                    .post(path(application) + "/sync")
                    .then()
                    .body("chats", hasSize(0));
        }
    }
}
