package io.parley.core.draft;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.core.LiveListener;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users have begun to write, on all of their devices. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DraftTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");

    @Inject
    Vertx vertx;

    private Applications.Provisioned application;

    @BeforeEach
    void threeChats() {
        application = provision();
        for (String id : List.of("one", "two", "three")) {
            as(alice, Map.of("id", id))
                    .post(path(application) + "/chats")
                    .then()
                    .statusCode(201);
            subscribe(application, chat(id), bob, "member");
        }
    }

    private String chat(String id) {
        return path(application) + "/chats/" + id;
    }

    private void save(String id, String text) {
        as(bob, Map.of("text", text)).put(chat(id) + "/draft").then().statusCode(200);
    }

    @Test
    void theDeviceThatSavesLastIsRightAndNobodyElseSeesIt() {
        save("one", "I could");
        as(bob, Map.of("text", "I could bring", "replyTo", 3, "metadata", Map.of("cursor", 13)))
                .put(chat("one") + "/draft")
                .then()
                .statusCode(200)
                .body("chat", equalTo("one"));

        as(bob).get(chat("one") + "/draft")
                .then()
                .statusCode(200)
                .body("text", equalTo("I could bring"))
                .body("replyTo", equalTo(3))
                .body("metadata", equalTo(Map.of("cursor", 13)));
        refused(as(alice).get(chat("one") + "/draft"), ErrorCode.NOT_FOUND);
        as(alice).get(path(application) + "/me/drafts").then().body("items", equalTo(List.of()));
        as(bob).delete(chat("one") + "/draft").then().statusCode(204);
        as(bob).delete(chat("one") + "/draft").then().statusCode(204);
        refused(as(bob).get(chat("one") + "/draft"), ErrorCode.NOT_FOUND);
    }

    @Test
    void draftsAreListedSavedLastFirst() {
        save("one", "a");
        save("two", "b");
        save("three", "c");
        save("one", "d");

        String next = as(bob).get(path(application) + "/me/drafts?limit=2")
                .then()
                .statusCode(200)
                .body("items.text", contains("d", "c"))
                .extract()
                .path("next");
        as(bob).get(path(application) + "/me/drafts?cursor=" + next).then().body("items.text", contains("b"));
        as(alice).delete(chat("three") + "/subscriptions/" + bob.id()).then().statusCode(204);
        as(bob).get(path(application) + "/me/drafts").then().body("items.text", contains("d", "b"));
    }

    @Test
    void allDevicesAreTold() {
        try (LiveListener listener = LiveListener.attached(vertx)) {
            save("one", "hello");

            Live.DraftChanged told = listener.next(Live.DraftChanged.class, own -> own.application()
                    .equals(application.application().id()));
            assertEquals(bob.id(), told.user());
            assertEquals("hello", Objects.requireNonNull(told.draft().draft()).text());

            listener.forget();
            as(bob).delete(chat("one") + "/draft").then().statusCode(204);
            told = listener.next(Live.DraftChanged.class, own -> own.application()
                    .equals(application.application().id()));
            assertNull(told.draft().draft());
        }
    }

    @Test
    void wrongDraftsAreRefused() {
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(), Map.of("text", " "), Map.of("text", "x".repeat(10_001)), Map.of("text", "x", "replyTo", 0))) {
            refused(as(bob, body).put(chat("one") + "/draft"), ErrorCode.INVALID_REQUEST);
        }
        refused(as(bob, Map.of("text", "x")).put(chat("none") + "/draft"), ErrorCode.CHAT_NOT_FOUND);
        refused(as(application.token(), Map.of("text", "x")).put(chat("one") + "/draft"), ErrorCode.FORBIDDEN);
    }
}
