package io.parley.core.member;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Applications;
import io.parley.core.LiveListener;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MemberTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");

    @Inject
    Vertx vertx;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private LiveListener listener;
    private Applications.Provisioned application;
    private UUID id;
    private String members;

    @BeforeEach
    void anApplication() {
        listener = LiveListener.attached(vertx);
        of(new Applications.Create("Team", null));
    }

    private void of(Applications.Create create) {
        application = provision(create);
        id = application.application().id();
        members = path(application) + "/members";
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private String chat(String name) {
        as(alice, Map.of("id", name)).post(path(application) + "/chats").then().statusCode(201);
        return path(application) + "/chats/" + name;
    }

    @Test
    void theOwnerAndTheTokenSeeTheMembersPageByPageAndNobodyElseDoes() {
        String chat = chat("general");
        subscribe(application, chat, bob, "member");
        subscribe(application, chat, carol, "member");

        Response first = as(alice).queryParam("limit", 1).get(members);
        first.then().statusCode(200).body("items", hasSize(1));
        as(application.token())
                .queryParam("cursor", (String) first.path("next"))
                .get(members)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("$", not(hasKey("next")));
        as(alice)
                .get(members)
                .then()
                .body("items.user", containsInAnyOrder(bob.id(), carol.id()))
                .body("items[0].joinedAt", notNullValue())
                .body("items[0]", not(hasKey("ban")));
        refused(as(bob).get(members), ErrorCode.FORBIDDEN);
        refused(as(TestUsers.user("stranger")).get(members), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void whoIsBannedIsRefusedEverywhereInTheApplicationUntilTheBanIsLifted() {
        // Given
        String chat = chat("general");
        subscribe(application, chat, bob, "member");
        Instant until = clock.instant().plus(Duration.ofDays(1));

        // When
        as(alice, Map.of("reason", "Advertising", "until", until.toString()))
                .put(members + "/" + bob.id() + "/ban")
                .then()
                .statusCode(200)
                .body("user", equalTo(bob.id()))
                .body("ban.reason", equalTo("Advertising"));

        // Then
        Live.Expelled expelled =
                listener.next(Live.Expelled.class, gone -> gone.application().equals(id));
        assertEquals(new Live.Expelled(id, bob.id(), Live.Expelled.Reason.BANNED), expelled);
        for (Response response : List.of(
                as(bob).get(path(application)),
                as(bob).get(chat),
                as(bob).get(chat + "/messages"),
                as(bob).get(path(application) + "/me/chats"),
                as(bob, "{}").post(path(application) + "/sync"),
                as(bob, Map.of("text", "hello")).post(chat + "/messages"))) {
            Problem problem = refused(response, ErrorCode.BANNED);
            assertTrue(problem.detail().contains("Advertising"), problem.detail());
            assertTrue(problem.detail().contains(until.toString().substring(0, 19)), problem.detail());
        }
        as(application.token())
                .get(members + "/" + bob.id())
                .then()
                .statusCode(200)
                .body("joinedAt", notNullValue())
                .body("ban.since", notNullValue());

        // When
        as(alice).delete(members + "/" + bob.id() + "/ban").then().statusCode(204);

        // Then
        as(bob, Map.of("text", "hello")).post(chat + "/messages").then().statusCode(201);
        as(alice).get(members + "/" + bob.id()).then().body("$", not(hasKey("ban")));
    }

    @Test
    void aBanEndsByItself() {
        String chat = chat("general");
        subscribe(application, chat, bob, "member");
        as(alice, Map.of("until", clock.instant().plusMillis(1_500).toString()))
                .put(members + "/" + bob.id() + "/ban")
                .then()
                .statusCode(200);
        refused(as(bob).get(chat), ErrorCode.BANNED);

        await().atMost(Duration.ofSeconds(10)).until(() -> as(bob).get(chat).statusCode() == 200);

        as(alice).get(members + "/" + bob.id()).then().body("$", not(hasKey("ban")));
    }

    @Test
    void somebodyWhoNeverCameCanBeBannedAndLearnsItOnlyWhereTheApplicationIsOpen() {
        as(alice, "{}")
                .put(members + "/" + bob.id() + "/ban")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("joinedAt")));
        refused(as(bob).get(path(application)), ErrorCode.APPLICATION_NOT_FOUND);
        as(alice).get(members).then().body("items", hasSize(0));

        of(new Applications.Create("Open", Applications.Access.OPEN));
        as(alice, "{}").put(members + "/" + bob.id() + "/ban").then().statusCode(200);

        refused(as(bob, "{}").post(path(application) + "/sync"), ErrorCode.BANNED);
        refused(as(bob, Map.of("text", "hello")).post(path(application) + "/chats/new/messages"), ErrorCode.BANNED);
        as(alice).get(members).then().body("items", hasSize(0));
    }

    @Test
    void theOwnerCanBeNeitherBannedNorRemovedAndBadBansAreRefused() {
        for (Response response : List.of(
                as(application.token(), "{}").put(members + "/" + alice.id() + "/ban"),
                as(application.token()).delete(members + "/" + alice.id()))) {
            refused(response, ErrorCode.FORBIDDEN);
        }
        for (Object body : List.of(
                Map.of("reason", " "),
                Map.of("reason", "x".repeat(501)),
                Map.of("until", "2020-01-01T00:00:00Z"),
                Map.of("until", "tomorrow"))) {
            refused(as(alice, body).put(members + "/" + bob.id() + "/ban"), ErrorCode.INVALID_REQUEST);
        }
        refused(as(alice, "{}").put(members + "/" + UUID.randomUUID() + "/ban"), ErrorCode.USER_NOT_FOUND);
        refused(as(bob, "{}").put(members + "/" + carol.id() + "/ban"), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void whoIsRemovedLeavesAllChatsAndEachTellsIt() {
        // Given
        for (String name : List.of("one", "two", "three")) {
            String chat = chat(name);
            subscribe(application, chat, bob, "member");
            subscribe(application, chat, carol, "member");
        }

        // When
        as(application.token()).delete(members + "/" + bob.id()).then().statusCode(204);

        // Then
        assertEquals(
                new Live.Expelled(id, bob.id(), Live.Expelled.Reason.REMOVED),
                listener.next(Live.Expelled.class, gone -> gone.application().equals(id)));
        refused(as(bob).get(path(application)), ErrorCode.APPLICATION_NOT_FOUND);
        for (String name : List.of("one", "two", "three")) {
            // created, alice, bob, carol joined; bob left
            as(carol)
                    .queryParam("after", 4)
                    .get(path(application) + "/chats/" + name + "/changes")
                    .then()
                    .body("rev", equalTo(5))
                    .body("changes.type", contains("member.left"))
                    .body("changes[0].user", equalTo(bob.id()));
        }
        await().until(() -> database.first(
                                "select count(*) from chat where application_id = ? and published_rev = last_rev",
                                row -> row.getLong(1),
                                id)
                        .orElseThrow()
                == 3);
        as(alice).get(members).then().body("items.user", contains(carol.id()));
        refused(as(alice).delete(members + "/" + bob.id()), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void whoWasRemovedFromAnOpenApplicationMayComeBackAndWhoIsBannedMayNot() {
        of(new Applications.Create("Open", Applications.Access.OPEN));
        as(bob, "{}").post(path(application) + "/sync").then().statusCode(200);
        as(alice).delete(members + "/" + bob.id()).then().statusCode(204);

        as(bob, "{}").post(path(application) + "/sync").then().statusCode(200);

        as(alice, "{}").put(members + "/" + bob.id() + "/ban").then().statusCode(200);
        as(alice).delete(members + "/" + bob.id()).then().statusCode(204);
        refused(as(bob, "{}").post(path(application) + "/sync"), ErrorCode.BANNED);
    }
}
