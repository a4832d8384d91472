package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.test.TestUsers;
import io.parley.tests.support.Clients;
import io.parley.tests.support.Endpoints;
import io.parley.tests.support.Forged;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Whole;
import io.parley.tests.support.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody gets in with a token that is not good here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIT {
    private static final String CHAT = "vault";

    private final Parley parley = Parley.shared();
    private final Person member = Person.number(1);
    private final Person stranger = Person.number(9);
    /** What belongs to a user, not to an application. */
    private final Set<String> onlyUsers =
            Set.of("/me", "/me/chats", "/me/blocked", "/me/blocked/" + member.id(), "/chats/" + CHAT + "/read");

    private Tenant tenant;

    @BeforeAll
    void aChatWithAMessage() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, member, Person.number(2));
        tenant.as(member).chat(CHAT).send("the treasure");
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedEverywhere() {
        // Given
        String good = member.token();
        String expired = TestUsers.token(member.user(), TestUsers.SHORT_LIVED_CLIENT);
        await("the short-lived token to expire")
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(parley.core(0), "/v1/me", expired).status() == 401);
        String otherAudience = TestUsers.token(member.user(), TestUsers.OTHER_AUDIENCE_CLIENT);

        // Then
        assertAll(
                () -> refusedEverywhere("no token", null),
                () -> refusedEverywhere("expired", expired),
                () -> refusedEverywhere("other audience", otherAudience),
                () -> refusedEverywhere("alg none", Forged.unsigned(good)),
                () -> refusedEverywhere("signed by another", Forged.signedByAnother(good)),
                () -> refusedEverywhere("another subject", Forged.ofAnotherSubject(good, "bob")),
                () -> refusedEverywhere("cut off", good.substring(0, good.lastIndexOf('.') + 1)),
                () -> refusedEverywhere("nonsense", "nonsense"),
                () -> refusedEverywhere("unknown application token", "parley_" + "0".repeat(38)),
                () -> refusedEverywhere("mistyped application token", mistyped(tenant.token())));
        Whole.verify(tenant, List.of(member), List.of());
        assertEquals(1, parley.database().chats(tenant.id()).size());
    }

    private static String mistyped(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (last == 'a' ? 'b' : 'a');
    }

    private void refusedEverywhere(String what, String token) {
        for (Endpoints.Endpoint endpoint : Endpoints.core(CHAT)) {
            unauthenticated(what + " at " + endpoint, send(endpoint, tenant.id(), token));
        }
        unauthenticated(what + " at /v1/me", get(parley.core(1), "/v1/me", token));
        unauthenticated(what + " at /v1/applications", get(parley.core(1), "/v1/applications", token));
        unauthenticated(what + " at internal", heads(token));
        unauthenticated(what + " at search", search(tenant.id(), token));
        RawSocket.Refused refused = assertThrows(
                RawSocket.Refused.class,
                () -> RawSocket.open(parley.gateway(0), tenant.id(), token),
                what + " at the socket");
        assertEquals(401, refused.status(), what + " at the socket");
    }

    private static void unauthenticated(String what, Wire.Answer answer) {
        assertEquals(401, answer.status(), what);
        assertEquals("unauthenticated", answer.code(), what);
        assertTrue(answer.mediaType().startsWith("application/problem+json"), what + ": " + answer.mediaType());
    }

    @Test
    void anotherApplicationsTokenFindsNothing() {
        Tenant other = Tenant.in(parley);

        for (Endpoints.Endpoint endpoint : Endpoints.core(CHAT)) {
            Wire.Answer answer = send(endpoint, tenant.id(), other.token());
            if (onlyUsers.contains(endpoint.path())) {
                // No application has these, whichever it is asked about: that tells nothing of this one.
                assertEquals(403, answer.status(), endpoint.toString());
                assertEquals(
                        403, send(endpoint, UUID.randomUUID(), other.token()).status(), endpoint.toString());
            } else {
                notFound("the token at " + endpoint, answer);
            }
        }
        assertEquals(
                200,
                send(Endpoints.core(CHAT).getFirst(), other.id(), other.token()).status());
    }

    @Test
    void aUserWhoIsNotOfTheApplicationFindsNothing() {
        for (Endpoints.Endpoint endpoint : Endpoints.core(CHAT)) {
            notFound("a stranger at " + endpoint, send(endpoint, tenant.id(), stranger.token()));
            notFound("nothing at " + endpoint, send(endpoint, UUID.randomUUID(), stranger.token()));
        }
        Wire.Answer found = search(tenant.id(), stranger.token());
        assertTrue(
                found.status() == 404
                        || (found.status() == 200 && found.body().path("items").isEmpty()),
                "a stranger's search: " + found);
        try (RawSocket socket = RawSocket.open(parley.gateway(0), tenant.id(), stranger.token())) {
            socket.say("{\"type\":\"hello\",\"known\":{}}");
            assertEquals(4504, socket.closeCode());
        }
    }

    private static void notFound(String what, Wire.Answer answer) {
        assertEquals(404, answer.status(), what);
        assertEquals("application_not_found", answer.code(), what);
    }

    @Test
    void aUserMayNotDoWhatServicesAndOwnersDo() {
        assertEquals(403, heads(member.token()).status());
        assertEquals(403, heads(tenant.token()).status());
        Wire.Answer provisioning =
                Wire.send("POST", parley.core(0).resolve("/v1/applications"), member.token(), "{\"title\":\"No\"}");
        assertEquals(403, provisioning.status());
        assertEquals("forbidden", provisioning.code());
    }

    @Test
    void aRotatedTokenIsNoLongerGood() {
        // Given
        Tenant rotated = Tenant.in(parley);

        // When
        String next = Person.alice()
                .in(parley, rotated.id(), 1)
                .rotateToken(new io.parley.contract.rest.Applications.Rotate(null))
                .token();

        // Then
        Endpoints.Endpoint read = Endpoints.core(CHAT).getFirst();
        assertEquals(401, send(read, rotated.id(), rotated.token()).status());
        assertEquals(200, send(read, rotated.id(), next).status());
    }

    @Test
    void aSocketIsClosedWhenItsTokenExpires() {
        String brief = TestUsers.token(member.user(), TestUsers.SHORT_LIVED_CLIENT);
        try (RawSocket socket =
                RawSocket.open(parley.gateway(1), tenant.id(), brief).live()) {
            assertEquals(4002, socket.closeCode());
        }
    }

    private Wire.Answer send(Endpoints.Endpoint endpoint, UUID application, String token) {
        URI uri = parley.core(0).resolve(Clients.path(application, endpoint.path()));
        return Wire.send(endpoint.method(), uri, token, endpoint.body());
    }

    private Wire.Answer heads(String token) {
        return Wire.send("POST", parley.core(0).resolve("/internal/v1/heads"), token, "{\"chats\":[]}");
    }

    private Wire.Answer search(UUID application, String token) {
        return get(parley.indexer(), Clients.path(application, "/search?q=treasure"), token);
    }

    private static Wire.Answer get(URI base, String path, String token) {
        return Wire.send("GET", base.resolve(path), token, null);
    }
}
