package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.Sent;
import io.parley.tests.support.Clients;
import io.parley.tests.support.Endpoints;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Whole;
import io.parley.tests.support.Wire;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with a clear answer, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsIT {
    private static final String CHAT = "target";
    private static final String MESSAGES = "/chats/" + CHAT + "/messages";

    private final Parley parley = Parley.shared();
    private final Person member = Person.number(1);
    private Tenant tenant;

    /**
     * A request that is wrong.
     *
     * @param as {@code member} or {@code owner}: whose token
     */
    private record Wrong(String as, String method, String path, String body, int status, String code, String field) {
        @Override
        public String toString() {
            String shown = body == null ? "" : body.length() > 60 ? body.substring(0, 60) + "..." : body;
            return "%s %s %s".formatted(method, path, shown);
        }
    }

    @BeforeAll
    void aChat() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, member, Person.number(2));
    }

    @AfterAll
    void nothingWasHarmed() {
        Sent sent = tenant.as(member).chat(CHAT).send("still here");
        assertEquals(1, ((Sent.Stored) sent).message().seq(), "messages that were stored after all");
        assertEquals(1, parley.database().chats(tenant.id()).size());
        assertEquals("A test", tenant.asApplication().get().title());
        Whole.verify(tenant, List.of(member, Person.number(2)), List.of());
    }

    Stream<Endpoints.Endpoint> endpointsWithBody() {
        return Endpoints.withBody(CHAT);
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void aBodyThatIsNotWhatIsAskedForIsRefused(Endpoints.Endpoint endpoint) {
        assertAll(
                () -> refused(endpoint, "{\"title\":", 400, "invalid_request"),
                () -> refused(endpoint, "not json", 400, "invalid_request"),
                () -> refused(endpoint, "[]", 400, "invalid_request"),
                () -> refused(endpoint, "\"text\"", 400, "invalid_request"),
                () -> refused(endpoint, "{} {}", 400, "invalid_request"),
                () -> refused(
                        endpoint, "{\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}", 400, "invalid_request"),
                () -> refused(endpoint, "{\"x\":\"" + "y".repeat(300_000) + "\"}", 413, "payload_too_large"));
        Wire.Answer asText =
                Wire.send(endpoint.method(), uri(endpoint.path()), tenant.token(), "title=Mine", "text/plain");
        assertEquals(415, asText.status(), endpoint + " as text: " + asText);
        assertEquals("unsupported_media_type", asText.code());
    }

    private void refused(Endpoints.Endpoint endpoint, String body, int status, String code) {
        Wire.Answer answer = Wire.send(endpoint.method(), uri(endpoint.path()), tenant.token(), body);
        String shown = body.substring(0, Math.min(30, body.length()));
        problem(endpoint + " with " + shown, answer, status, code);
    }

    private static void problem(String what, Wire.Answer answer, int status, String code) {
        assertEquals(status, answer.status(), what + ": " + answer);
        assertEquals(code, answer.code(), what);
        assertTrue(answer.mediaType().startsWith("application/problem+json"), what + ": " + answer.mediaType());
        assertTrue(!answer.body().path("detail").asText().isBlank(), what + " has no detail");
    }

    Stream<Wrong> wrongFields() {
        return Stream.of(
                        message("{\"clientId\":\"a\"}", "text"),
                        message("{\"clientId\":\"a\",\"text\":7}", "text"),
                        message("{\"clientId\":\"a\",\"text\":\"  \"}", "text"),
                        message("{\"clientId\":\"a\",\"text\":\"\\u0000\"}", "text"),
                        message("{\"clientId\":\"a\",\"text\":\"\\ud800\"}", "text"),
                        message("{\"clientId\":\"a\",\"text\":\"%s\"}".formatted("x".repeat(10_001)), "text"),
                        message("{\"clientId\":\"a b\",\"text\":\"a\"}", "clientId"),
                        message("{\"clientId\":\"%s\",\"text\":\"a\"}".formatted("x".repeat(65)), "clientId"),
                        message("{\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[]}", "recipients"),
                        message("{\"clientId\":\"a\",\"text\":\"a\",\"recipients\":\"bob\"}", "recipients"),
                        message(
                                "{\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[%s]}".formatted(users(10_000)),
                                "recipients"),
                        message("{\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[\"u\",\"u\"]}", "recipients"),
                        message("{\"clientId\":\"a\",\"text\":\"a\",\"metadata\":\"x\"}", "metadata"),
                        message(
                                "{\"clientId\":\"a\",\"text\":\"a\",\"metadata\":{\"x\":\"%s\"}}"
                                        .formatted("x".repeat(5_000)),
                                "metadata"),
                        owners("POST", "/chats", "{\"id\":\"no spaces\"}", "id"),
                        owners("POST", "/chats", "{\"id\":\"%s\"}".formatted("x".repeat(65)), "id"),
                        owners("POST", "/chats", "{\"id\":\"x\",\"title\":\"%s\"}".formatted("x".repeat(201)), "title"),
                        owners("PATCH", "", "{\"title\":\"%s\"}".formatted("x".repeat(201)), "title"),
                        owners("PATCH", "", "{\"title\":\"line\\nbreak\"}", "title"),
                        owners("PATCH", "", "{\"access\":\"everybody\"}", "access"),
                        owners("PATCH", "/chats/" + CHAT, "{\"title\":[]}", "title"),
                        owners("POST", "/token/rotation", "{\"graceSeconds\":-1}", "graceSeconds"),
                        owners("POST", "/token/rotation", "{\"graceSeconds\":1.5}", "graceSeconds"),
                        owners("POST", subscriptions(), "{\"username\":\"bob\",\"role\":\"king\"}", "role"),
                        owners("PUT", "/chats/" + CHAT + "/read", "{\"seq\":\"one\"}", "seq"),
                        new Wrong(
                                "member",
                                "PUT",
                                "/chats/" + CHAT + "/read",
                                "{\"seq\":-1}",
                                400,
                                "invalid_request",
                                "seq"),
                        new Wrong("member", "PUT", "/chats/" + CHAT + "/read", "{}", 400, "invalid_request", "seq"),
                        new Wrong("member", "POST", "/sync", "{\"limit\":0}", 400, "invalid_request", "limit"),
                        new Wrong("member", "POST", "/sync", "{\"limit\":1001}", 400, "invalid_request", "limit"),
                        new Wrong("member", "POST", "/sync", "{\"known\":[]}", 400, "invalid_request", "known"),
                        new Wrong("member", "POST", "/sync", "{\"cursor\":\"???\"}", 400, "invalid_request", "cursor"))
                .flatMap(Stream::of);
    }

    private static String subscriptions() {
        return "/chats/" + CHAT + "/subscriptions";
    }

    private static Wrong message(String body, String field) {
        return new Wrong("member", "POST", MESSAGES, body, 400, "invalid_request", field);
    }

    private static Wrong owners(String method, String path, String body, String field) {
        return new Wrong("owner", method, path, body, 400, "invalid_request", field);
    }

    private static String users(int count) {
        return IntStream.range(0, count).mapToObj("\"u%d\""::formatted).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aFieldThatBreaksARuleIsNamed(Wrong wrong) {
        Wire.Answer answer = Wire.send(wrong.method(), uri(wrong.path()), token(wrong), wrong.body());

        problem(wrong.toString(), answer, wrong.status(), wrong.code());
        assertEquals(wrong.field(), answer.field(), wrong + ": " + answer);
    }

    private String token(Wrong wrong) {
        return wrong.as().equals("owner") ? tenant.token() : member.token();
    }

    @ParameterizedTest
    @CsvSource({
        "/chats/target/messages?limit=0, limit",
        "/chats/target/messages?limit=201, limit",
        "/chats/target/messages?limit=many, limit",
        "/chats/target/messages?before=-1, before",
        "/chats/target/messages?after=x, after",
        "/chats/target/messages?cursor=nonsense, cursor",
        "/chats/target/changes?after=-1, after",
        "/chats/target/changes?after=0&limit=0, limit",
        "/chats?cursor=nonsense, cursor",
        "/chats?limit=0, limit",
        "/chats/target/subscriptions?cursor=nonsense, cursor",
        "/me/chats?cursor=nonsense, cursor",
        "/me/chats?limit=99999999999, limit"
    })
    void aQueryParameterThatBreaksARuleIsNamed(String path, String field) {
        Wire.Answer answer = Wire.send("GET", uri(path), member.token(), null);

        problem(path, answer, 400, "invalid_request");
        assertEquals(field, answer.field(), path);
    }

    @ParameterizedTest
    @CsvSource({
        "q=, q",
        "x=1, q",
        "q=a&limit=0, limit",
        "q=a&limit=x, limit",
        "q=a&cursor=nonsense, cursor",
        "q=a&chat=no%20spaces, chat"
    })
    void aSearchThatBreaksARuleIsRefused(String query, String field) {
        URI uri = parley.indexer().resolve(Clients.path(tenant.id(), "/search?" + query));
        Wire.Answer answer = Wire.send("GET", uri, member.token(), null);

        problem(query, answer, 400, "invalid_request");
        assertEquals(field, answer.field(), query);
    }

    @Test
    void whatIsNotThereIsSaidInTheWordsOfTheTable() {
        assertAll(
                () -> told("GET", "/chats/nowhere", null, 404, "chat_not_found"),
                () -> told("GET", MESSAGES + "/by-client-id/never", null, 404, "message_not_found"),
                () -> told("POST", subscriptions(), "{\"username\":\"nobody-of-that-name\"}", 404, "user_not_found"),
                () -> told("DELETE", subscriptions() + "/nobody", null, 404, "subscription_not_found"),
                () -> told("GET", "/nothing/here", null, 404, "not_found"),
                () -> told("POST", "/chats", "{\"id\":\"" + CHAT + "\"}", 409, "chat_exists"));
        Wire.Answer noUuid =
                Wire.send("GET", parley.core(0).resolve("/v1/applications/not-a-uuid"), member.token(), null);
        Wire.Answer noMethod = Wire.send("DELETE", parley.core(0).resolve("/v1/me"), member.token(), null);
        problem("an address without that method", noMethod, 405, "method_not_allowed");
        problem("an application that is no UUID", noUuid, 404, "application_not_found");
    }

    private void told(String method, String path, String body, int status, String code) {
        problem(method + " " + path, Wire.send(method, uri(path), ownersToken(path), body), status, code);
    }

    /** The application's token manages; what is the user's own is asked as the user. */
    private String ownersToken(String path) {
        return path.contains("by-client-id") ? member.token() : tenant.token();
    }

    private URI uri(String path) {
        return parley.core(0).resolve(Clients.path(tenant.id(), path));
    }
}
