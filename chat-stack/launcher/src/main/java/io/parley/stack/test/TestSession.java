package io.parley.stack.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.stack.server.Endpoint;
import java.net.URI;
import java.util.Map;

/** A session of somebody at the tests' Keycloak, which is nobody else's and may be ended. */
public final class TestSession {
    private final String accessToken;
    private final String idToken;
    private final String refreshToken;

    private TestSession(JsonNode tokens) {
        this.accessToken = tokens.path("access_token").asText();
        this.idToken = tokens.path("id_token").asText();
        this.refreshToken = tokens.path("refresh_token").asText();
    }

    /** From now on Keycloak tells that chat-core when a session ends. */
    public static void tell(URI core) {
        KeycloakApi api = KeycloakApi.administrator(TestStack.shared().keycloak());
        ObjectNode client =
                (ObjectNode) api.get("/clients?clientId=" + TestUsers.CLIENT).path(0);
        client.withObjectProperty("attributes")
                .put(
                        "backchannel.logout.url",
                        core.resolve("/v1/oidc/backchannel-logout").toString());
        api.put("/clients/" + client.path("id").asText(), client);
    }

    /** Logs somebody in. */
    public static TestSession of(TestUser user) {
        return new TestSession(TestUsers.login(user, TestUsers.CLIENT));
    }

    public String accessToken() {
        return accessToken;
    }

    public String idToken() {
        return idToken;
    }

    /** The same session, with tokens that were issued later. */
    public TestSession refreshed() {
        Endpoint.Keycloak keycloak = TestStack.shared().keycloak();
        return new TestSession(KeycloakApi.tokens(
                keycloak.tokenEndpoint(),
                Map.of("grant_type", "refresh_token", "client_id", TestUsers.CLIENT, "refresh_token", refreshToken)));
    }

    /** As its user does. Returns when Keycloak has told chat-core. */
    public void logout() {
        KeycloakApi.form(
                URI.create(TestStack.shared().keycloak().realm() + "/protocol/openid-connect/logout"),
                Map.of("client_id", TestUsers.CLIENT, "refresh_token", refreshToken));
    }

    /** As an administrator ends all sessions of a user. */
    public static void logoutEverywhere(TestUser user) {
        KeycloakApi.administrator(TestStack.shared().keycloak()).post("/users/" + user.id() + "/logout", Map.of());
    }
}
