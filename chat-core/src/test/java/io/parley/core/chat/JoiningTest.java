package io.parley.core.chat;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
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
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How users come into chats by themselves, or many at once. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class JoiningTest {
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");
    private final TestUser stranger = TestUsers.user("stranger");
    private Applications.Provisioned application;
    private String app;
    private String chat;

    @BeforeEach
    void aChat() {
        application = provision();
        app = path(application);
        chat = emptyChat(application);
        for (TestUser user : List.of(bob, carol)) {
            as(application.token(), "{}")
                    .put(app + "/members/" + user.id())
                    .then()
                    .statusCode(200);
        }
    }

    private void change(String body) {
        as(application.token(), body).patch(chat).then().statusCode(200);
    }

    @Test
    void twoPeopleHaveOneDirectChatAlsoWhenBothCreateItAtOnce() {
        TestUsers.token(bob);
        TestUsers.token(carol);
        List<CompletableFuture<Response>> asked = Stream.of(bob, carol, bob, carol, bob, carol)
                .map(me -> CompletableFuture.supplyAsync(
                        () -> as(me).put(app + "/direct-chats/" + (me.equals(bob) ? carol : bob).id())))
                .toList();

        Set<String> ids = new HashSet<>();
        int created = 0;
        for (CompletableFuture<Response> one : asked) {
            Response response = one.join();
            response.then().body("direct", equalTo(true));
            ids.add(response.path("id"));
            created += response.statusCode() == 201 ? 1 : 0;
        }

        assertEquals(1, ids.size());
        assertEquals(1, created);
        String direct = app + "/chats/" + ids.iterator().next();
        as(bob).get(direct + "/subscriptions").then().body("items", hasSize(2));
        refused(as(bob, Map.of("user", owner().id())).post(direct + "/subscriptions"), ErrorCode.FORBIDDEN);

        // Who left comes back to the same.
        as(carol).delete(direct + "/subscriptions/" + carol.id()).then().statusCode(204);
        as(bob).put(app + "/direct-chats/" + carol.id())
                .then()
                .statusCode(200)
                .body("id", equalTo(ids.iterator().next()));
        as(carol).get(direct).then().statusCode(200);

        // One that was deleted makes room for another.
        as(application.token()).delete(direct).then().statusCode(204);
        as(bob).put(app + "/direct-chats/" + carol.id()).then().statusCode(201);
        refused(as(bob).put(app + "/direct-chats/" + bob.id()), ErrorCode.INVALID_REQUEST);
        refused(as(bob).put(app + "/direct-chats/" + UUID.randomUUID()), ErrorCode.USER_NOT_FOUND);
        refused(as(stranger).put(app + "/direct-chats/" + bob.id()), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void whoIsOfTheApplicationFindsAndJoinsWhatIsOpenAndNothingElse() {
        change("{\"title\":\"Growing tomatoes\"}");
        refused(as(bob).post(chat + "/join"), ErrorCode.CHAT_NOT_FOUND);
        as(bob).get(app + "/open-chats").then().body("items", hasSize(0));

        change("{\"settings\":{\"joining\":\"request\"}}");
        refused(as(bob).post(chat + "/join"), ErrorCode.FORBIDDEN);
        change("{\"settings\":{\"joining\":\"open\"}}");

        as(bob).get(app + "/open-chats").then().body("items.title", contains("Growing tomatoes"));
        as(bob).queryParam("name", "TOM").get(app + "/open-chats").then().body("items", hasSize(1));
        as(bob).queryParam("name", "owing").get(app + "/open-chats").then().body("items", hasSize(0));
        as(bob).post(chat + "/join").then().statusCode(201).body("role", equalTo("member"));
        as(bob).post(chat + "/join").then().statusCode(200);
        refused(as(stranger).post(chat + "/join"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(application.token()).post(chat + "/join"), ErrorCode.FORBIDDEN);
        change("{\"settings\":{\"state\":\"archived\"}}");
        as(carol).get(app + "/open-chats").then().body("items", hasSize(0));
        refused(as(carol).post(chat + "/join"), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoAsksIsLetInOrDeclinedByThoseWhoMay() {
        String requests = chat + "/join-requests";
        refused(as(bob, "{}").post(requests), ErrorCode.CHAT_NOT_FOUND);
        change("{\"settings\":{\"joining\":\"request\"}}");
        refused(as(stranger, "{}").post(requests), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(application.token(), "{}").post(requests), ErrorCode.FORBIDDEN);
        refused(as(bob, Map.of("note", "x".repeat(501))).post(requests), ErrorCode.INVALID_REQUEST);

        as(bob, Map.of("note", "hello")).post(requests).then().statusCode(201).body("user", equalTo(bob.id()));
        as(carol, "{}").post(requests).then().statusCode(201).body("$", not(hasKey("note")));
        as(bob, Map.of("note", "please")).post(requests).then().statusCode(200);

        // In the order in which they asked, in pages, for those who may answer.
        refused(as(bob).get(requests), ErrorCode.CHAT_NOT_FOUND);
        Response first = as(application.token()).queryParam("limit", 1).get(requests);
        first.then().body("items.user", contains(bob.id())).body("items.note", contains("please"));
        as(application.token())
                .queryParam("cursor", (String) first.path("next"))
                .get(requests)
                .then()
                .body("items.user", contains(carol.id()));
        refused(as(bob).post(requests + "/" + bob.id() + "/accept"), ErrorCode.CHAT_NOT_FOUND);
        refused(as(bob).delete(requests + "/" + carol.id()), ErrorCode.CHAT_NOT_FOUND);

        as(application.token())
                .post(requests + "/" + bob.id() + "/accept")
                .then()
                .statusCode(200)
                .body("role", equalTo("member"));
        as(bob).get(chat).then().statusCode(200);
        refused(as(bob, "{}").post(requests), ErrorCode.FORBIDDEN);
        refused(as(bob).get(requests), ErrorCode.FORBIDDEN);
        refused(as(application.token()).post(requests + "/" + bob.id() + "/accept"), ErrorCode.NOT_FOUND);

        // Taken back, asked again, declined.
        as(carol).delete(requests + "/" + carol.id()).then().statusCode(204);
        as(carol, "{}").post(requests).then().statusCode(201);
        as(application.token()).delete(requests + "/" + carol.id()).then().statusCode(204);
        refused(as(application.token()).delete(requests + "/" + carol.id()), ErrorCode.NOT_FOUND);
        refused(as(carol).get(chat), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aRequestEndsWithTheSubscriptionAndIsNotOfWhoIsBanned() {
        String requests = chat + "/join-requests";
        change("{\"settings\":{\"joining\":\"request\"}}");
        as(bob, "{}").post(requests).then().statusCode(201);
        as(carol, "{}").post(requests).then().statusCode(201);

        subscribe(application, chat, bob, "reader");
        as(application.token(), "{}")
                .put(app + "/members/" + carol.id() + "/ban")
                .then()
                .statusCode(200);

        as(application.token()).get(requests).then().body("items", hasSize(0));
        refused(as(application.token()).post(requests + "/" + carol.id() + "/accept"), ErrorCode.NOT_FOUND);
    }

    @Test
    void openChatsArePagedByTitle() {
        for (String title : List.of("cherry", "apple pie", "banana")) {
            as(application.token(), Map.of("title", title, "settings", Map.of("joining", "open")))
                    .post(app + "/chats")
                    .then()
                    .statusCode(201);
        }
        Response first = as(bob).queryParam("limit", 2).get(app + "/open-chats");
        first.then().body("items.title", contains("apple pie", "banana"));
        as(bob).queryParam("limit", 2)
                .queryParam("cursor", (String) first.path("next"))
                .get(app + "/open-chats")
                .then()
                .body("items.title", contains("cherry"))
                .body("$", not(hasKey("next")));
    }

    @Test
    void anInviteLetsInAsOftenAsItSaysAndShowsItsTokenOnce() {
        subscribe(application, chat, bob, "moderator");
        Response made = as(bob, Map.of("maxUses", 1, "role", "reader")).post(chat + "/invites");
        made.then().statusCode(201).body("uses", equalTo(0));
        String token = made.path("token");

        as(stranger, Map.of("invite", token))
                .post(app + "/join")
                .then()
                .statusCode(200)
                .body("member.role", equalTo("reader"));

        as(stranger).get(chat).then().statusCode(200);
        as(stranger, Map.of("invite", token)).post(app + "/join").then().statusCode(404);
        refused(as(carol, Map.of("invite", token)).post(app + "/join"), ErrorCode.NOT_FOUND);
        as(bob).get(chat + "/invites")
                .then()
                .body("items", hasSize(1))
                .body("items[0].uses", equalTo(1))
                .body("items[0]", not(hasKey("token")));
        refused(as(stranger).get(chat + "/invites"), ErrorCode.FORBIDDEN);
    }

    @Test
    void anInviteThatWasTakenBackOrIsOfAnotherApplicationLetsNobodyIn() {
        Response made = as(application.token(), "{}").post(chat + "/invites");
        String token = made.path("token");
        refused(as(carol, Map.of("invite", token)).post(path(provision()) + "/join"), ErrorCode.NOT_FOUND);
        as(application.token(), "{}")
                .put(app + "/members/" + stranger.id() + "/ban")
                .then()
                .statusCode(200);
        refused(as(stranger, Map.of("invite", token)).post(app + "/join"), ErrorCode.NOT_FOUND);

        as(application.token())
                .delete(chat + "/invites/" + made.path("id"))
                .then()
                .statusCode(204);

        refused(as(carol, Map.of("invite", token)).post(app + "/join"), ErrorCode.NOT_FOUND);
        for (Object bad :
                List.of(Map.of("role", "owner"), Map.of("maxUses", 0), Map.of("expiresAt", Instant.EPOCH.toString()))) {
            refused(as(application.token(), bad).post(chat + "/invites"), ErrorCode.INVALID_REQUEST);
        }
        refused(as(carol, "{}").post(app + "/join"), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void manyAreSubscribedAtOnceAndEachIsAnswered() {
        subscribe(application, chat, bob, "moderator");
        String nobody = UUID.randomUUID().toString();
        List<Map<String, String>> users = List.of(
                Map.of("user", carol.id(), "role", "reader"),
                Map.of("user", bob.id()),
                Map.of("user", nobody),
                Map.of("username", "stranger"),
                Map.of("user", carol.id()));

        as(bob, Map.of("subscriptions", users))
                .post(chat + "/subscriptions/batch")
                .then()
                .statusCode(200)
                .body("results.joined", contains(true, false, null, true, false))
                .body("results[0].member.role", equalTo("reader"))
                .body("results[1].member.role", equalTo("moderator"))
                .body("results[2].error.code", equalTo("user_not_found"));

        as(bob).queryParam("after", 2)
                .get(chat + "/changes")
                .then()
                .body("changes.type", contains("member.joined", "member.joined"))
                .body("rev", equalTo(4));
        refused(as(carol, Map.of("subscriptions", users)).post(chat + "/subscriptions/batch"), ErrorCode.FORBIDDEN);
        refused(
                as(bob, Map.of("subscriptions", List.of())).post(chat + "/subscriptions/batch"),
                ErrorCode.INVALID_REQUEST);
    }
}
