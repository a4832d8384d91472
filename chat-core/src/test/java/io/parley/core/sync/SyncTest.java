package io.parley.core.sync;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SyncTest {
    private final TestUser bob = TestUsers.user("bob");
    private Applications.Provisioned application;

    @BeforeEach
    void provisionOne() {
        application = provision();
    }

    @Test
    void whoWasRemovedIsToldSoAndNothingElse() {
        subscribe("general", bob);
        as(application.token())
                .delete(chat("general") + "/subscriptions/" + bob.id())
                .then()
                .statusCode(204);
        send("general", "after bob left");

        // chat.created, alice, bob joined, bob left, a message
        as(bob, Map.of("known", Map.of("general", 3)))
                .post(path(application) + "/sync")
                .then()
                .statusCode(200)
                .body("chats", hasSize(1))
                .body("chats[0].gone", equalTo(true))
                .body("chats[0].changes.type", contains("member.left"))
                .body("chats[0].changes[0].user", equalTo(bob.id()));
    }

    @Test
    void manyChangesComeInPagesOfChatsThatMissNone() {
        Map<String, Integer> heads = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            String chat = "chat-" + i;
            subscribe(chat, bob);
            for (int m = 0; m < 6; m++) {
                send(chat, "m" + m);
            }
            heads.put(chat, 9);
        }

        Map<String, Integer> found = new HashMap<>();
        List<Integer> counts = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> request = new HashMap<>(Map.of("known", Map.of(), "limit", 1000));
            if (cursor != null) {
                request.put("cursor", cursor);
            }
            var page = as(bob, request)
                    .post(path(application) + "/sync")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> chats = page.getList("chats");
            chats.forEach(chat -> {
                found.put((String) chat.get("chat"), (Integer) chat.get("rev"));
                counts.add(((List<?>) chat.get("changes")).size());
            });
            cursor = page.getString("next");
        } while (cursor != null);

        assertEquals(heads, found);
        assertEquals(List.of(9), counts.stream().distinct().toList());
    }

    @Test
    void whatIsNotARequestIsRefused() {
        for (String body : List.of(
                "{\"known\": {\"general\": -1}}",
                "{\"known\": {\"general\": null}}",
                "{\"known\": {\"general\": \"1\"}}",
                "{\"known\": {\"\\u0000\": 1}}",
                "{\"known\": [1]}",
                "{\"limit\": 0}",
                "{\"limit\": 1001}",
                "{\"cursor\": \"nonsense\"}",
                "[]",
                "{")) {
            refused(as(owner(), body).post(path(application) + "/sync"), ErrorCode.INVALID_REQUEST);
        }
        refused(
                given().contentType("application/json").body("{}").post(path(application) + "/sync"),
                ErrorCode.UNAUTHENTICATED);
        refused(as(TestUsers.user("carol"), "{}").post(path(application) + "/sync"), ErrorCode.APPLICATION_NOT_FOUND);
    }

    private void subscribe(String chat, TestUser user) {
        as(owner(), Map.of("id", chat))
                .post(path(application) + "/chats")
                .then()
                .statusCode(201);
        as(application.token(), Map.of("user", user.id()))
                .post(chat(chat) + "/subscriptions")
                .then()
                .statusCode(201);
    }

    private void send(String chat, String text) {
        as(owner(), Map.of("text", text)).post(chat(chat) + "/messages").then().statusCode(201);
    }

    private String chat(String id) {
        return path(application) + "/chats/" + id;
    }
}
