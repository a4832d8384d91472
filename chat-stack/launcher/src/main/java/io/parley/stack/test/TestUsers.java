package io.parley.stack.test;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.stack.StackException;
import io.parley.stack.server.Credentials;
import io.parley.stack.server.Endpoint;
import io.parley.stack.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * People in the Keycloak that tests share, and their tokens. Other tests see the same people: what a test counts on, it
 * must ask of users with names of its own. Safe for use by many threads.
 */
public final class TestUsers {
    /** The client whose tokens are in order: right audience, five minutes. */
    public static final String CLIENT = "parley-demo";
    /** Tokens that live three seconds. */
    public static final String SHORT_LIVED_CLIENT = "parley-short";
    /** Tokens that are not for this API. */
    public static final String OTHER_AUDIENCE_CLIENT = "parley-other-audience";

    private static final String OWNER_ROLE = "application-owner";
    private static final Duration REUSED = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LOGIN_ATTEMPTS = 5;
    private static final Map<String, Issued> TOKENS = new ConcurrentHashMap<>();
    private static final Map<String, TestUser> KNOWN = new ConcurrentHashMap<>(Map.of(
            "alice", new TestUser("a11ce000-0000-4000-8000-000000000001", "alice", "alice-demo"),
            "bob", new TestUser("b0b00000-0000-4000-8000-000000000002", "bob", "bob-demo"),
            "carol", new TestUser("ca401000-0000-4000-8000-000000000003", "carol", "carol-demo")));

    private TestUsers() {}

    /** The user of that name, created when missing. alice, bob and carol are the demo's; alice owns applications. */
    public static TestUser user(String name) {
        return KNOWN.computeIfAbsent(name, missing -> create(missing, List.of()));
    }

    /** The same, with the role {@code application-owner}. */
    public static TestUser owner(String name) {
        return name.equals("alice")
                ? user(name)
                : KNOWN.computeIfAbsent(name, missing -> create(missing, List.of(OWNER_ROLE)));
    }

    /** An access token that is valid for three minutes at least; the same for all who ask within two. */
    public static String token(TestUser user) {
        return TOKENS.compute(
                        user.id(),
                        (id, known) -> known != null && known.isRecent()
                                ? known
                                : new Issued(token(user, CLIENT), System.nanoTime()))
                .token();
    }

    /** A new access token of a client, such as {@link #SHORT_LIVED_CLIENT}. */
    public static String token(TestUser user, String client) {
        return login(user, client).path("access_token").asText();
    }

    static JsonNode login(TestUser user, String client) {
        Endpoint.Keycloak keycloak = TestStack.shared().keycloak();
        Map<String, String> form = Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "username",
                user.username(),
                "password",
                user.password(),
                "scope",
                "openid");
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakApi.tokens(keycloak.tokenEndpoint(), form);
            } catch (StackException e) {
                // Its protection against guessing refuses a login that follows too closely on another of the same user.
                if (attempt == LOGIN_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** A new access token of the gateways' own client, with the role {@code parley-internal}. */
    public static String gatewayToken() {
        return KeycloakApi.accessToken(
                TestStack.shared().keycloak().tokenEndpoint(),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        Service.REALTIME.module(),
                        "client_secret",
                        Credentials.REALTIME_CLIENT));
    }

    private record Issued(String token, long atNanos) {
        boolean isRecent() {
            return System.nanoTime() - atNanos < REUSED.toNanos();
        }
    }

    private static TestUser create(String name, List<String> roles) {
        var api = KeycloakApi.administrator(TestStack.shared().keycloak());
        String password = name + "-test";
        api.post(
                "/users",
                Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@test.parley.invalid",
                        "emailVerified",
                        true,
                        "firstName",
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        "lastName",
                        "Test",
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))));
        String id =
                api.get("/users?exact=true&username=" + name).path(0).path("id").asText();
        List<JsonNode> granted =
                roles.stream().map(role -> api.get("/roles/" + role)).toList();
        if (!granted.isEmpty()) {
            api.post("/users/" + id + "/role-mappings/realm", granted);
        }
        return new TestUser(id, name, password);
    }
}
