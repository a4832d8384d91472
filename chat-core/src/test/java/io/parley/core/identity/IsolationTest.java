package io.parley.core.identity;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IsolationTest {
    private final TestUser bob = TestUsers.user("bob");

    @Test
    void anotherApplicationsTokenSeesNothingAndIsNeverToldThatThereIsSomething() {
        Applications.Provisioned mine = provision();
        String foreign = provision().token();
        String chat = ownedChat(mine);

        Problem existing = refused(as(foreign).get(path(mine)), ErrorCode.APPLICATION_NOT_FOUND);
        Problem absent =
                refused(as(foreign).get("/v1/applications/" + UUID.randomUUID()), ErrorCode.APPLICATION_NOT_FOUND);
        assertEquals(absent.detail(), existing.detail());

        refused(as(foreign).get(chat), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign).get(path(mine) + "/chats"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign).get(chat + "/subscriptions"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign, Map.of()).post(path(mine) + "/chats"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign, Map.of("title", "x")).patch(path(mine)), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign, Map.of("title", "x")).patch(chat), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign, Map.of()).post(path(mine) + "/token/rotation"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign, Map.of("user", bob.id())).post(chat + "/subscriptions"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(foreign).delete(chat + "/subscriptions/" + owner().id()), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void aUserWhoIsNotPartOfTheApplicationSeesNothing() {
        Applications.Provisioned application = provision();
        String chat = ownedChat(application);

        refused(as(bob).get(path(application)), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(bob).get(chat), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(bob, Map.of()).post(path(application) + "/chats"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(bob).get(path(application) + "/me/chats"), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void aMemberSeesOnlyTheChatsThatTheMemberIsIn() {
        Applications.Provisioned application = provision();
        String secret = ownedChat(application);
        String shared = emptyChat(application);
        subscribe(application, shared, bob, "reader");

        as(bob).get(path(application) + "/chats").then().statusCode(200).body("items", hasSize(1));
        as(owner()).get(path(application) + "/chats").then().body("items", hasSize(2));
        Problem hidden = refused(as(bob).get(secret), ErrorCode.CHAT_NOT_FOUND);
        Problem absent = refused(as(bob).get(path(application) + "/chats/none"), ErrorCode.CHAT_NOT_FOUND);
        assertEquals(absent.detail(), hidden.detail());
        refused(as(bob).get(secret + "/subscriptions"), ErrorCode.CHAT_NOT_FOUND);
        refused(as(bob, Map.of("seq", 0)).put(secret + "/read"), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoWasRemovedSeesTheChatNoMore() {
        Applications.Provisioned application = provision();
        String chat = emptyChat(application);
        subscribe(application, chat, bob, "member");

        as(application.token())
                .delete(chat + "/subscriptions/" + bob.id())
                .then()
                .statusCode(204);

        refused(as(bob).get(chat), ErrorCode.CHAT_NOT_FOUND);
        as(bob).get(path(application) + "/me/chats").then().statusCode(200).body("items", empty());
    }

    @Test
    void anOpenApplicationAdmitsWhoCreatesAChatAndNotWhoOnlyLooks() {
        Applications.Provisioned application = provision(new Applications.Create(null, Applications.Access.OPEN));

        refused(as(bob).get(path(application)), ErrorCode.APPLICATION_NOT_FOUND);
        as(bob, Map.of()).post(path(application) + "/chats").then().statusCode(201);
        as(bob).get(path(application)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "%00", "%F0%9F%98%80"})
    void whatIsNoApplicationsIdIsNoApplication(String id) {
        refused(as(owner()).urlEncodingEnabled(false).get("/v1/applications/" + id), ErrorCode.APPLICATION_NOT_FOUND);
    }
}
