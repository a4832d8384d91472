package io.parley.stack.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.stack.StackException;
import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The little of Keycloak's HTTP API that tests use. */
final class KeycloakApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The administrator's tokens are good for a minute. */
    private static final long REUSED_NANOS = 30_000_000_000L;

    private static @Nullable KeycloakApi administrator;

    private final URI realm;
    private final String token;
    private final long since = System.nanoTime();

    private KeycloakApi(URI realm, String token) {
        this.realm = realm;
        this.token = token;
    }

    /** Acts as the administrator, for half a minute at least. */
    static synchronized KeycloakApi administrator(Endpoint.Keycloak keycloak) {
        KeycloakApi known = administrator;
        if (known == null || System.nanoTime() - known.since > REUSED_NANOS) {
            known = login(keycloak);
            administrator = known;
        }
        return known;
    }

    private static KeycloakApi login(Endpoint.Keycloak keycloak) {
        String token = accessToken(
                keycloak.uri().resolve("/realms/master/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        keycloak.administrator(),
                        "password",
                        keycloak.administratorPassword()));
        return new KeycloakApi(keycloak.adminApi(), token);
    }

    static String accessToken(URI endpoint, Map<String, String> form) {
        return json(form(endpoint, form)).path("access_token").asText();
    }

    /** What a login or a refresh is answered. */
    static JsonNode tokens(URI endpoint, Map<String, String> form) {
        return json(form(endpoint, form));
    }

    static byte[] form(URI endpoint, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request);
    }

    /** Posts JSON; that the thing exists already is fine. */
    void post(String path, Object body) {
        write("POST", path, body);
    }

    void put(String path, Object body) {
        write("PUT", path, body);
    }

    private void write(String method, String path, Object body) {
        try {
            send(authorized(path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
        } catch (IOException e) {
            throw new StackException("Not JSON: " + body, e);
        }
    }

    JsonNode get(String path) {
        return json(send(authorized(path)));
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(URI.create(realm + path)).header("Authorization", "Bearer " + token);
    }

    private static byte[] send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(PATIENCE).build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300 && response.statusCode() != CONFLICT) {
                throw new StackException("Keycloak answered " + response.statusCode() + " to " + request.method() + " "
                        + request.uri() + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new StackException("Keycloak did not answer to " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while asking Keycloak", e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new StackException("Keycloak answered something other than JSON", e);
        }
    }
}
