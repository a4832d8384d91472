package io.parley.core.logout;

import static io.parley.core.Api.as;
import static io.parley.core.Api.refused;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.core.LiveListener;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestSession;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LogoutTest {
    private static final String ADDRESS = "/v1/oidc/backchannel-logout";

    @TestHTTPResource
    URI core;

    @Inject
    Vertx vertx;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final TestUser dave = TestUsers.user("dave");
    private LiveListener listener;

    @BeforeEach
    void keycloakTellsThisChatCore() {
        listener = LiveListener.attached(vertx);
        TestSession.tell(core);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void whoLogsOutIsRefusedWithEveryTokenOfThatSessionAndWithNoneOfAnother() {
        // Given
        TestSession phone = TestSession.of(dave);
        TestSession later = phone.refreshed();
        TestSession laptop = TestSession.of(dave);
        as(phone.accessToken()).get("/v1/me").then().statusCode(200);

        // When
        later.logout();

        // Then
        for (TestSession ended : List.of(phone, later)) {
            Response response = as(ended.accessToken()).get("/v1/me");
            refused(response, ErrorCode.UNAUTHENTICATED);
            response.then().header("WWW-Authenticate", containsString("invalid_token"));
        }
        as(laptop.accessToken()).get("/v1/me").then().statusCode(200);
        Live.LoggedOut told =
                listener.next(Live.LoggedOut.class, out -> out.user().equals(dave.id()));
        assertNotNull(told.session());
    }

    @Test
    void anAdministratorEndsAllSessions() {
        TestUser erin = TestUsers.user("erin");
        List<TestSession> sessions = List.of(TestSession.of(erin), TestSession.of(erin));

        TestSession.logoutEverywhere(erin);

        await().untilAsserted(() -> sessions.forEach(
                session -> refused(as(session.accessToken()).get("/v1/me"), ErrorCode.UNAUTHENTICATED)));
        as(TestSession.of(erin).accessToken()).get("/v1/me").then().statusCode(200);
    }

    @Test
    void whatIsNoLogoutTokenIsRefusedAndChangesNothing() {
        TestSession session = TestSession.of(dave);

        for (String token : List.of("", "nonsense", "a.b.c", session.accessToken(), session.idToken())) {
            Response response = given().formParam("logout_token", token).post(ADDRESS);
            assertEquals(
                    "logout_token",
                    refused(response, ErrorCode.INVALID_REQUEST)
                            .errors()
                            .getFirst()
                            .field());
        }
        refused(given().contentType("application/x-www-form-urlencoded").post(ADDRESS), ErrorCode.INVALID_REQUEST);

        as(session.accessToken()).get("/v1/me").then().statusCode(200);
    }

    @Test
    void whatAnotherChatCoreWasToldIsSoonKnownHereToo() {
        TestUser frank = TestUsers.user("frank");
        TestSession session = TestSession.of(frank);
        as(session.accessToken()).get("/v1/me").then().statusCode(200);

        database.update(
                "insert into revoked_session (user_id, session, at, recorded_at) values (?, '', now(), now())",
                frank.id());

        await().untilAsserted(() -> refused(as(session.accessToken()).get("/v1/me"), ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void whatIsTooMuchForMemoryIsAskedOfPostgresql() {
        // Given
        RevokedSessions sessions = new RevokedSessions(database, new Small(), clock);
        String user = UUID.randomUUID().toString();
        Instant now = clock.instant();
        sessions.refresh();
        assertTrue(sessions.complete()
                || database.first("select 1 from revoked_session", row -> row).isPresent());

        // When
        sessions.revoke(new LogoutToken(user, "one", now));
        sessions.revoke(new LogoutToken(user, "two", now));
        sessions.revoke(new LogoutToken(user, "two", now.minusSeconds(60)));

        // Then
        assertFalse(sessions.complete());
        assertTrue(sessions.stored(user, "one", now.minusSeconds(1)));
        assertTrue(sessions.stored(user, "two", now.minusSeconds(1)));
        assertFalse(sessions.stored(user, "two", now.plusSeconds(1)));
        assertFalse(sessions.stored(user, "three", now.minusSeconds(1)));
    }

    @Test
    void whatIsOldIsForgotten() {
        RevokedSessions sessions = new RevokedSessions(database, new Small(), clock);
        String user = UUID.randomUUID().toString();
        database.update("""
                insert into revoked_session (user_id, session, at, recorded_at)
                values (?, 'old', now(), now() - interval '61 minutes'), (?, 'new', now(), now() - interval '59 minutes')
                """, user, user);

        sessions.forget();

        assertEquals(
                List.of("new"),
                database.list("select session from revoked_session where user_id = ?", row -> row.getString(1), user));
    }

    private static final class Small implements LogoutConfig {
        @Override
        public List<String> clients() {
            return List.of();
        }

        @Override
        public Duration kept() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration refresh() {
            return Duration.ofHours(1);
        }

        @Override
        public int remembered() {
            return 1;
        }
    }
}
