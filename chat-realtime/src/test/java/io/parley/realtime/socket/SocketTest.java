package io.parley.realtime.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.error.CloseCode;
import io.parley.contract.frame.Subprotocols;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@QuarkusTestResource(CoreCounterpart.class)
class SocketTest {
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final String HELLO = "{\"type\":\"hello\"}";

    @TestHTTPResource("/")
    URI base;

    /** One for the whole test: it lives longer. */
    static String token(String user) {
        return TOKENS.computeIfAbsent(user, name -> TestUsers.token(TestUsers.user(name)));
    }

    static String id(String user) {
        return TestUsers.user(user).id();
    }

    private URI address(Object application) {
        return URI.create(
                "ws://%s:%d/v1/applications/%s/socket".formatted(base.getHost(), base.getPort(), application));
    }

    private TestSocket open(Object application, String token) {
        return TestSocket.open(address(application), Map.of("Authorization", "Bearer " + token), Subprotocols.V1);
    }

    private TestSocket open(String user) {
        return open(CoreCounterpart.APPLICATION, token(user));
    }

    private TestSocket ready(String user) throws InterruptedException {
        TestSocket socket = open(user).send(HELLO);
        socket.next("ready");
        socket.next("self");
        return socket;
    }

    private int refusedStatus(Map<String, String> headers, String... subprotocols) {
        CompletionException failure = assertThrows(
                CompletionException.class,
                () -> TestSocket.open(address(CoreCounterpart.APPLICATION), headers, subprotocols));
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    @Test
    void aHelloIsAnsweredByWhoTheCallerIsAndWhereTheChatsStand() throws InterruptedException {
        // When
        try (TestSocket socket = open("alice").send(HELLO)) {
            JsonNode ready = socket.next("ready");
            socket.next("self");

            // Then
            assertEquals(Subprotocols.V1, socket.subprotocol());
            assertEquals(id("alice"), ready.path("user").asText());
            assertEquals("lobby", ready.path("chats").path(0).path("chat").asText());
            assertEquals(
                    CoreCounterpart.HEAD,
                    ready.path("chats").path(0).path("rev").asLong());
            assertEquals(5, ready.path("pingSeconds").asInt());
            assertEquals(8, ready.path("limits").path("unacknowledged").asInt());
        }
    }

    @Test
    void aBrowserBringsItsTokenInASubprotocol() throws InterruptedException {
        // Given
        String token = token("bob");

        // When
        try (TestSocket socket = TestSocket.open(
                        address(CoreCounterpart.APPLICATION),
                        Map.of("Origin", "http://localhost:8081"),
                        Subprotocols.V1,
                        Subprotocols.BEARER_CARRIER,
                        Subprotocols.bearer(token))
                .send(HELLO)) {

            // Then
            assertEquals(id("bob"), socket.next("ready").path("user").asText());
            socket.next("self");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-http-upgrade%23Authorization%23Bearer%20x",
                "parley.v1, quarkus-http-upgrade%23Authorization",
                "parley.v1, quarkus-http-upgrade%23Cookie%23a",
                "parley.v1, quarkus-http-upgrade%2",
                "parley.v1, quarkus-http-upgrade%23Authorization%23a, quarkus-http-upgrade%23Authorization%23b"
            })
    void aSubprotocolThatCarriesNoTokenAsItShouldIsABadRequest(String offered) {
        assertEquals(400, refusedStatus(Map.of(), offered.split(", ")));
    }

    @Test
    void whatWasMissedComesBeforeReady() throws InterruptedException {
        // When
        try (TestSocket socket = open("alice").send("{\"type\":\"hello\",\"known\":{\"lobby\":3}}")) {

            // Then
            assertEquals(4, socket.next("message.created").path("rev").asLong());
            assertEquals(5, socket.next("message.created").path("rev").asLong());
            socket.next("ready");
            socket.next("self");
        }
    }

    @Test
    void noTokenAForeignAudienceOrAForeignOriginIsRefusedBeforeTheUpgrade() {
        String foreign = TestUsers.token(TestUsers.user("alice"), TestUsers.OTHER_AUDIENCE_CLIENT);
        String token = token("alice");
        assertEquals(401, refusedStatus(Map.of()));
        assertEquals(401, refusedStatus(Map.of("Authorization", "Bearer " + foreign)));
        assertEquals(401, refusedStatus(Map.of("Authorization", "Bearer " + token + "x")));
        assertEquals(401, refusedStatus(Map.of("Authorization", "Bearer ..")));
        assertEquals(401, refusedStatus(Map.of("Authorization", "Basic YTpi")));
        assertEquals(403, refusedStatus(Map.of("Authorization", "Bearer " + token, "Origin", "https://evil.example")));
    }

    @Test
    void anApplicationThatIsNotTheCallersIsAnsweredAsIfThereWasNone() {
        String token = token("alice");
        try (TestSocket unknown = open(UUID.randomUUID(), token).send(HELLO);
                TestSocket malformed = open("no-application", token)) {
            assertEquals(CloseCode.APPLICATION_NOT_FOUND.code(), unknown.closeCode());
            assertEquals(CloseCode.APPLICATION_NOT_FOUND.code(), malformed.closeCode());
        }
    }

    @Test
    void whoNeverSaysHelloIsClosed() {
        try (TestSocket socket = open("alice")) {
            assertEquals(CloseCode.HELLO_TIMEOUT.code(), socket.closeCode());
        }
    }

    @Test
    void aTokenThatExpiresEndsTheConnection() throws InterruptedException {
        String shortLived = TestUsers.token(TestUsers.user("alice"), TestUsers.SHORT_LIVED_CLIENT);
        try (TestSocket socket = open(CoreCounterpart.APPLICATION, shortLived).send(HELLO)) {
            assertEquals(CloseCode.TOKEN_EXPIRED.code(), socket.closeCode());
        }
    }

    static Stream<Arguments> badFrames() {
        String recipients =
                IntStream.range(0, 300).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(","));
        String tenThousand =
                IntStream.range(0, 10_000).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(","));
        String send = "{\"type\":\"send\",\"chat\":\"lobby\",\"clientId\":\"c1\",\"text\":\"hi\"";
        return Stream.of(
                Arguments.of("", "invalid_request", null),
                Arguments.of("{\"type\":\"hel", "invalid_request", null),
                Arguments.of("null", "invalid_request", "type"),
                Arguments.of("[]", "invalid_request", null),
                Arguments.of("17", "invalid_request", null),
                Arguments.of("{}", "invalid_request", "type"),
                Arguments.of("{\"type\":\"dance\"}", "invalid_request", "type"),
                Arguments.of("{\"type\":\"hello\",\"type\":\"hello\"}", "invalid_request", null),
                Arguments.of("{\"type\":\"ping\",\"id\":7}", "invalid_request", "id"),
                Arguments.of("{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}", "invalid_request", "id"),
                Arguments.of(HELLO, "invalid_request", "type"),
                Arguments.of("{\"type\":\"hello\",\"known\":{\"lobby\":\"3\"}}", "invalid_request", "known.lobby"),
                Arguments.of("{\"type\":\"send\",\"clientId\":\"c1\",\"text\":\"hi\"}", "invalid_request", "chat"),
                Arguments.of(send.replace("lobby", "no spaces") + "}", "invalid_request", "chat"),
                Arguments.of(send.replace("\"hi\"", "7") + "}", "invalid_request", "text"),
                Arguments.of(send.replace("hi", " ") + "}", "invalid_request", "text"),
                Arguments.of(send.replace("hi", "x".repeat(10_001)) + "}", "invalid_request", "text"),
                Arguments.of(send.replace("hi", "\\u0000") + "}", "invalid_request", "text"),
                Arguments.of(send.replace("hi", "\\ud800") + "}", "invalid_request", "text"),
                Arguments.of(send + ",\"recipients\":[]}", "invalid_request", "recipients"),
                Arguments.of(send + ",\"recipients\":\"bob\"}", "invalid_request", "recipients"),
                Arguments.of(send + ",\"recipients\":[\"bob\",\"bob\"]}", "invalid_request", "recipients"),
                Arguments.of(send + ",\"recipients\":[" + recipients + "]}", "invalid_request", "recipients"),
                Arguments.of(send + ",\"recipients\":[" + tenThousand + "]}", "payload_too_large", null),
                Arguments.of(send + ",\"metadata\":[]}", "invalid_request", "metadata"),
                Arguments.of(
                        send + ",\"metadata\":{\"a\":\"" + "x".repeat(5_000) + "\"}}", "invalid_request", "metadata"),
                Arguments.of(
                        send + ",\"metadata\":" + "{\"a\":".repeat(50) + "1" + "}".repeat(51),
                        "invalid_request",
                        "metadata"),
                Arguments.of(
                        "{\"type\":\"ping\",\"id\":\"" + "x".repeat(1_048_576) + "\"}", "payload_too_large", null));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void aBadFrameIsAnsweredAndTheConnectionStaysWhole(String frame, String code, String field)
            throws InterruptedException {
        // Given
        try (TestSocket socket = ready("alice")) {

            // When
            socket.send(frame);

            // Then
            JsonNode error = socket.next("error");
            assertEquals(code, error.path("code").asText(), error::toString);
            if (field != null) {
                assertTrue(error.path("field").asText().startsWith(field), error::toString);
            }
            assertFalse(error.path("message").asText().contains("io.parley"), error::toString);
            socket.send("{\"type\":\"ping\",\"id\":\"still here\"}");
            assertEquals("still here", socket.next("pong").path("id").asText());
        }
    }

    @Test
    void aBinaryFrameIsRefusedAndTheConnectionStays() throws InterruptedException {
        try (TestSocket socket = ready("alice").sendBinary(new byte[] {1, 2, 3})) {
            assertEquals("invalid_request", socket.next("error").path("code").asText());
            socket.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    @Test
    void aMessageMayComeInFragmentsOfNothing() throws InterruptedException {
        try (TestSocket socket = ready("alice")) {
            socket.sendFragments("", "{\"type\":\"ping\",", "", "\"id\":\"whole\"}", "");
            assertEquals("whole", socket.next("pong").path("id").asText());

            socket.sendFragments("", "", "nonsense");
            assertEquals("invalid_request", socket.next("error").path("code").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a..b", "..", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhMTFjZTAwMC0ifQ.c2lnbmF0dXJl"})
    void aTokenThatIsNotGoodIsRefusedInTheOpenSocketAndTheOldOneHolds(String token) throws InterruptedException {
        try (TestSocket socket = ready("alice")) {
            socket.send("{\"type\":\"token\",\"token\":\"%s\"}".formatted(token));

            JsonNode error = socket.next("error");
            assertEquals("unauthenticated", error.path("code").asText());
            assertEquals("token", error.path("field").asText());
            socket.send("{\"type\":\"ping\"}").next("pong");
        }
    }

    @Test
    void aSendBeforeHelloIsRefused() throws InterruptedException {
        try (TestSocket socket = open("alice")) {
            socket.send("{\"type\":\"send\",\"chat\":\"lobby\",\"clientId\":\"c1\",\"text\":\"hi\"}");
            JsonNode error = socket.next("error");
            assertEquals("invalid_request", error.path("code").asText());
            assertEquals("c1", error.path("clientId").asText());
        }
    }

    @Test
    void aHundredBadFramesAreTooMany() {
        try (TestSocket socket = open("alice").send(HELLO)) {
            for (int i = 0; i < 100; i++) {
                socket.send("nonsense");
            }
            assertEquals(CloseCode.PROTOCOL_VIOLATION.code(), socket.closeCode());
        }
    }

    @Test
    void moreThanMayBeUnacknowledgedIsRefusedWithATimeToWait() throws InterruptedException {
        try (TestSocket socket = ready("alice")) {
            for (int i = 0; i <= 8; i++) {
                socket.send("{\"type\":\"send\",\"chat\":\"lobby\",\"clientId\":\"c%d\",\"text\":\"hi\"}".formatted(i));
            }
            JsonNode error = socket.next("error");
            assertEquals("rate_limited", error.path("code").asText());
            assertEquals("c8", error.path("clientId").asText());
            assertEquals(1_000, error.path("retryAfterMillis").asLong());
        }
    }

    @Test
    void readinessNamesTheBrokerAndTheKeys() throws Exception {
        var client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(base.resolve("/q/health/ready"))
                .build();
        var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertEquals(
                "UP", Json.read(answer.body(), JsonNode.class).path("status").asText(), answer::body);
        assertTrue(answer.body().contains("broker") && answer.body().contains("token-keys"), answer::body);
    }
}
