package io.parley.core.view;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Internal;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ViewTest {
    private final TestUser bob = TestUsers.user("bob");
    private Applications.Provisioned application;
    private String view;
    private String path;
    private String chat;

    @BeforeEach
    void aChatOfTwo() {
        application = provision();
        view = "/internal/v1/applications/" + application.application().id() + "/view";
        path = ownedChat(application);
        chat = path.substring(path.lastIndexOf('/') + 1);
        subscribe(application, path, bob, "member");
    }

    @Test
    void whatOneLeftBlockedAndHidIsSaid() {
        assertEquals(new Internal.View(List.of(), List.of(), List.of()), read());

        as(owner(), Map.of("text", "not for bob's eyes any more"))
                .post(path + "/messages")
                .then()
                .statusCode(201);
        as(bob, "").put(path + "/messages/1/hidden").then().statusCode(204);
        as(bob, "")
                .put(io.parley.core.Api.path(application) + "/me/blocked/" + owner().id())
                .then()
                .statusCode(204);
        assertEquals(new Internal.View(List.of(), List.of(owner().id()), List.of(chat + "|1")), read());

        as(application.token())
                .delete(path + "/subscriptions/" + bob.id())
                .then()
                .statusCode(204);
        assertEquals(List.of(chat), read().left());
        assertEquals(List.of(), read().hidden());

        subscribe(application, path, bob, "member");
        assertEquals(List.of(), read().left());
    }

    @Test
    void whoIsRefusedElsewhereIsRefusedHere() {
        refused(as(TestUsers.user("carol")).get(view), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(application.token()).get(view), ErrorCode.FORBIDDEN);
        as(application.token(), Map.of("reason", "enough"))
                .put(io.parley.core.Api.path(application) + "/members/" + bob.id() + "/ban")
                .then()
                .statusCode(200);
        refused(as(bob).get(view), ErrorCode.BANNED);
    }

    private Internal.View read() {
        return Json.read(as(bob).get(view).then().statusCode(200).extract().asString(), Internal.View.class);
    }
}
