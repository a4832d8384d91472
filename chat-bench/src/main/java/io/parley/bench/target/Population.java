package io.parley.bench.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.bench.load.LoadException;
import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Users of a real Keycloak, and a token of each, minted before anything is measured. So that a thousand logins take
 * seconds, their passwords are hashed once instead of half a million times, and tokens live for hours: settings of this
 * Keycloak only, which serves nothing but measurements.
 */
final class Population {
    /**
     * A user with a token.
     *
     * @param id the token's subject
     */
    record Person(String id, String token) {}

    private static final String PASSWORD = "only-for-measuring";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOKEN_SECONDS = 6 * 3600;
    private static final int AT_ONCE = 4;
    private static final int IMPORTED_AT_ONCE = 250;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Endpoint.Keycloak keycloak;

    Population(Endpoint.Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    /** So many users; those of an earlier run are found again. */
    List<Person> people(int count) {
        String administrator = token(
                keycloak.uri().resolve("/realms/master/protocol/openid-connect/token"),
                "admin-cli",
                keycloak.administrator(),
                keycloak.administratorPassword());
        send(
                "PUT",
                keycloak.adminApi(),
                administrator,
                Map.of(
                        "accessTokenLifespan", TOKEN_SECONDS,
                        "ssoSessionIdleTimeout", TOKEN_SECONDS,
                        "ssoSessionMaxLifespan", TOKEN_SECONDS,
                        "bruteForceProtected", false,
                        "passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
        for (int first = 0; first < count; first += IMPORTED_AT_ONCE) {
            List<Map<String, Object>> users = IntStream.range(first, Math.min(count, first + IMPORTED_AT_ONCE))
                    .mapToObj(Population::user)
                    .toList();
            send(
                    "POST",
                    URI.create(keycloak.adminApi() + "/partialImport"),
                    administrator,
                    Map.of("ifResourceExists", "SKIP", "users", users));
        }
        return tokens(count);
    }

    /** The demo's user who may provision applications. */
    String ownerToken() {
        return token(keycloak.tokenEndpoint(), "parley-demo", "alice", "alice-demo");
    }

    private static String name(int number) {
        return "load-%05d".formatted(number);
    }

    private static String id(int number) {
        return UUID.nameUUIDFromBytes(name(number).getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    private static Map<String, Object> user(int number) {
        return Map.of(
                "id",
                id(number),
                "username",
                name(number),
                "enabled",
                true,
                "email",
                name(number) + "@load.parley.invalid",
                "emailVerified",
                true,
                "firstName",
                "Load",
                "lastName",
                Integer.toString(number),
                "credentials",
                List.of(Credential.VALUE));
    }

    /** The same for all: hashing it for each would only take time. */
    private static final class Credential {
        static final Map<String, Object> VALUE = make();

        private static Map<String, Object> make() {
            byte[] salt = "not a secret salt".getBytes(StandardCharsets.US_ASCII);
            try {
                byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1, 512))
                        .getEncoded();
                Base64.Encoder base64 = Base64.getEncoder();
                return Map.of(
                        "type", "password",
                        "secretData",
                                json(Map.of("value", base64.encodeToString(hash), "salt", base64.encodeToString(salt))),
                        "credentialData", json(Map.of("hashIterations", 1, "algorithm", "pbkdf2-sha256")));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<Person> tokens(int count) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Person>> minted = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                minted.add(threads.submit(() -> new Person(
                        id(number), token(keycloak.tokenEndpoint(), "parley-demo", name(number), PASSWORD))));
            }
            return minted.stream().map(Population::result).toList();
        }
    }

    private static Person result(Future<Person> minted) {
        try {
            return minted.get();
        } catch (ExecutionException e) {
            throw LoadException.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        }
    }

    private static String token(URI endpoint, String client, String user, String password) {
        String form = Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        client,
                        "username",
                        user,
                        "password",
                        password,
                        "scope",
                        "openid")
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return exchange(request).path("access_token").asText();
    }

    private static void send(String method, URI uri, String token, Object body) {
        exchange(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(json(body)))
                .build());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new LoadException("Keycloak answered %d to %s: %s"
                        .formatted(response.statusCode(), request.uri(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new LoadException("Keycloak did not answer to %s: %s".formatted(request.uri(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        }
    }
}
