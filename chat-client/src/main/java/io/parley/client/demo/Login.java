package io.parley.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.ParleyException;
import io.parley.client.TokenSupplier;
import io.parley.contract.Json;
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

/**
 * Logs a demo user in with the password, through Keycloak's token endpoint and the demo's public client, and again
 * when the token is about to expire. A real application sends its users to Keycloak's login page instead.
 */
final class Login implements TokenSupplier {
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI realm;
    private final String username;
    private String token = "";
    private long goodUntilNanos;

    Login(HttpClient http, URI realm, String username) {
        this.http = http;
        this.realm = realm;
        this.username = username;
    }

    @Override
    public synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - goodUntilNanos > 0) {
            long now = System.nanoTime();
            JsonNode answer = ask();
            token = answer.path("access_token").asText();
            goodUntilNanos = now
                    + Duration.ofSeconds(answer.path("expires_in").asLong())
                            .minus(EARLY)
                            .toNanos();
        }
        return token;
    }

    @Override
    public synchronized String renewed(String expiring) {
        if (token.equals(expiring)) {
            token = "";
        }
        return token();
    }

    private JsonNode ask() {
        URI endpoint = URI.create(realm + "/protocol/openid-connect/token");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "parley-demo",
                        "username",
                        username,
                        "password",
                        username + "-demo"))))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StepFailed("Keycloak did not let %s in: %s answered %d with %s"
                        .formatted(username, endpoint, response.statusCode(), response.body()));
            }
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw ParleyException.unreachable("Keycloak does not answer at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParleyException.unreachable("The login was interrupted", e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
