package io.parley.core.settings;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.Limits;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Internal;
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
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SettingsTest {
    private static final String GATEWAY = TestUsers.gatewayToken();

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
    private String me;

    @BeforeEach
    void bobAndCarolAreInAnApplication() {
        listener = LiveListener.attached(vertx);
        application = provision();
        id = application.application().id();
        me = path(application) + "/me";
        as(alice, Map.of("id", "general"))
                .post(path(application) + "/chats")
                .then()
                .statusCode(201);
        subscribe(application, path(application) + "/chats/general", bob, "member");
        subscribe(application, path(application) + "/chats/general", carol, "member");
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void presenceIsHiddenAndShownAndAllDevicesAreTold() {
        as(bob).get(me).then().statusCode(200).body("presenceHidden", equalTo(false));

        as(bob, Map.of("presenceHidden", true)).patch(me).then().statusCode(200).body("presenceHidden", equalTo(true));

        Live.Self self = listener.next(Live.Self.class, own -> own.application().equals(id));
        assertEquals(new Live.Self(id, bob.id(), new ServerFrame.Self(true, List.of())), self);
        as(bob, "{}").patch(me).then().body("presenceHidden", equalTo(true));
        as(carol).get(me).then().body("presenceHidden", equalTo(false));
        as(bob, "{\"presenceHidden\":null}").patch(me).then().body("presenceHidden", equalTo(false));
        refused(as(bob, "{\"presenceHidden\":\"yes\"}").patch(me), ErrorCode.INVALID_REQUEST);
        refused(as(application.token()).get(me), ErrorCode.FORBIDDEN);
        refused(as(TestUsers.user("stranger")).get(me), ErrorCode.APPLICATION_NOT_FOUND);
    }

    @Test
    void whoIsBlockedIsListedAndToldToAllDevices() {
        as(bob).put(me + "/blocked/" + carol.id()).then().statusCode(204);
        as(bob).put(me + "/blocked/" + carol.id()).then().statusCode(204);
        as(bob).put(me + "/blocked/" + alice.id()).then().statusCode(204);

        listener.next(
                Live.Self.class,
                own -> own.application().equals(id) && own.self().blocked().size() == 2);
        Response first = as(bob).queryParam("limit", 1).get(me + "/blocked");
        first.then().body("items", hasSize(1));
        as(bob).queryParam("cursor", (String) first.path("next"))
                .get(me + "/blocked")
                .then()
                .body("items", hasSize(1))
                .body("$", not(hasKey("next")));
        as(bob).get(me + "/blocked").then().body("items.user", containsInAnyOrder(alice.id(), carol.id()));

        as(bob).delete(me + "/blocked/" + alice.id()).then().statusCode(204);
        as(bob).delete(me + "/blocked/" + alice.id()).then().statusCode(204);

        as(bob).get(me + "/blocked").then().body("items.username", contains("carol"));
        as(carol).get(me + "/blocked").then().body("items", hasSize(0));
        refused(as(bob).put(me + "/blocked/" + bob.id()), ErrorCode.INVALID_REQUEST);
        refused(as(bob).put(me + "/blocked/" + UUID.randomUUID()), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void thereIsABoundOnBlockedUsers() {
        database.update(
                "insert into directory_user (id, updated_at) select ? || i, now() from generate_series(1, ?) i",
                "blocked-" + id,
                Limits.BLOCKED_USERS);
        database.update("""
                insert into blocked_user (application_id, user_id, blocked_id, since)
                select ?, ?, ? || i, now() from generate_series(1, ?) i
                """, id, bob.id(), "blocked-" + id, Limits.BLOCKED_USERS);

        refused(as(bob).put(me + "/blocked/" + carol.id()), ErrorCode.LIMIT_REACHED);
    }

    @Test
    void theFirstPageOfSyncHasTheCallersSettings() {
        as(bob).put(me + "/blocked/" + carol.id()).then().statusCode(204);

        as(bob, "{}")
                .post(path(application) + "/sync")
                .then()
                .body("self.presenceHidden", equalTo(false))
                .body("self.blocked", contains(carol.id()));
        as(application.token(), "{}")
                .post(path(application) + "/sync")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("self")));
    }

    @Test
    void lastSeenIsToldToWhoMayKnow() {
        // Given
        Instant at = clock.instant().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);
        seen(bob, at);
        seen(bob, at.minusSeconds(60));
        seen(carol, clock.instant().plus(Duration.ofHours(1)));
        TestUser stranger = TestUsers.user("stranger");
        seen(stranger, at);

        // Then
        lastSeen(alice, bob, carol, stranger)
                .then()
                .statusCode(200)
                .body("seen.user", containsInAnyOrder(bob.id(), carol.id()))
                .body("seen.find { it.user == '" + bob.id() + "' }.at", equalTo(at.toString()));
        assertEquals(
                0,
                database.first(
                                "select count(*) from last_seen where seen_at > now() + interval '1 minute'",
                                row -> row.getLong(1))
                        .orElseThrow());

        // When
        as(bob, Map.of("presenceHidden", true)).patch(me).then().statusCode(200);
        as(carol).put(me + "/blocked/" + alice.id()).then().statusCode(204);

        // Then
        lastSeen(alice, bob, carol).then().statusCode(200).body("seen", hasSize(0));
        lastSeen(carol, alice, bob).then().body("seen", hasSize(0));
        as(bob, Map.of("presenceHidden", false)).patch(me).then().statusCode(200);
        lastSeen(carol, bob).then().body("seen.user", contains(bob.id()));
    }

    @Test
    void seenTwiceInOneRequestAndForeignCallersAreRefused() {
        Internal.Seen one = new Internal.Seen(id, bob.id(), clock.instant());

        refused(
                as(GATEWAY, new Internal.SeenRequest(List.of(one, one))).post("/internal/v1/seen"),
                ErrorCode.INVALID_REQUEST);
        refused(as(bob, new Internal.SeenRequest(List.of(one))).post("/internal/v1/seen"), ErrorCode.FORBIDDEN);
    }

    private void seen(TestUser user, Instant at) {
        as(GATEWAY, new Internal.SeenRequest(List.of(new Internal.Seen(id, user.id(), at))))
                .post("/internal/v1/seen")
                .then()
                .statusCode(204);
    }

    private Response lastSeen(TestUser viewer, TestUser... users) {
        return as(
                        GATEWAY,
                        new Internal.LastSeenRequest(
                                id,
                                viewer.id(),
                                Arrays.stream(users).map(TestUser::id).toList()))
                .post("/internal/v1/last-seen");
    }
}
