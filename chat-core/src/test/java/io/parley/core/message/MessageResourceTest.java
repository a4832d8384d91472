package io.parley.core.message;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUsers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending and reading messages by REST, with real tokens. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MessageResourceTest {
    private static final String ALICE = TestUsers.user("alice").id();
    private static final String BOB = TestUsers.user("bob").id();
    private static final String CAROL = TestUsers.user("carol").id();

    @Inject
    RedisDataSource redis;

    private String application;
    private String applicationToken;
    private String messages;

    @BeforeEach
    void provision() {
        var provisioned = as("alice")
                .body(Map.of("title", "test", "access", "open"))
                .post("/v1/applications")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        application = provisioned.getString("application.id");
        applicationToken = provisioned.getString("token");
        messages = "/v1/applications/" + application + "/chats/general/messages";
        // An implicit chat with three members.
        send("alice", Map.of("text", "hello", "recipients", List.of(ALICE, BOB, CAROL)))
                .statusCode(201);
    }

    @Test
    void sendAnswersWithTheStoredMessageAndWhereItIs() {
        send("bob", Map.of("clientId", "b1", "text", "hi", "metadata", Map.of("mood", "good")))
                .statusCode(201)
                .header("Location", endsWith(messages + "/2"))
                .body("seq", equalTo(2))
                .body("sender", equalTo(BOB))
                .body("clientId", equalTo("b1"))
                .body("metadata.mood", equalTo("good"))
                .body("createdAt", notNullValue());

        as("carol").get(messages + "/2").then().statusCode(200).body("text", equalTo("hi"));
        as("bob").get(messages + "/by-client-id/b1").then().statusCode(200).body("seq", equalTo(2));
    }

    @Test
    void sendRepeatedAnswersTheSameAndWithOtherContentAConflict() {
        send("bob", Map.of("clientId", "b1", "text", "hi")).statusCode(201);

        send("bob", Map.of("clientId", "b1", "text", "hi")).statusCode(200).body("seq", equalTo(2));
        send("bob", Map.of("clientId", "b1", "text", "other"))
                .statusCode(409)
                .body("code", equalTo("client_id_conflict"))
                .body("errors.field", contains("clientId"));
        send("carol", Map.of("clientId", "b1", "text", "mine")).statusCode(201);
    }

    @Test
    void historyIsPagedBothWays() {
        IntStream.rangeClosed(2, 12)
                .forEach(i -> send("bob", Map.of("text", "m" + i)).statusCode(201));

        assertEquals(List.of(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1), walk("?limit=5"));
        assertEquals(List.of(5, 6, 7, 8, 9, 10, 11, 12), walk("?limit=3&after=4"));
        assertEquals(List.of(4, 3, 2, 1), walk("?limit=2&before=5"));
    }

    @Test
    void historyIsTheSameWithColdAndWarmCache() {
        IntStream.rangeClosed(2, 30)
                .forEach(i -> send("bob", Map.of("text", "m" + i)).statusCode(201));
        List<Integer> warm = walk("?limit=7");

        redis.flushall();

        assertEquals(warm, walk("?limit=7"));
        assertEquals(warm, walk("?limit=7"));
    }

    @Test
    void directedMessageIsSeenBySenderAndListedOnly() {
        send("alice", Map.of("clientId", "d", "text", "for bob", "recipients", List.of(BOB)))
                .statusCode(201);
        send("carol", Map.of("text", "for all")).statusCode(201);

        for (int round = 0; round < 2; round++) {
            as("bob").get(messages).then().body("items.text", contains("for all", "for bob", "hello"));
            as("alice").get(messages).then().body("items.text", contains("for all", "for bob", "hello"));
            as("carol").get(messages).then().body("items.text", contains("for all", "hello"));
            withToken(applicationToken).get(messages).then().body("items.text", contains("for all"));
            redis.flushall();
        }
        as("carol").get(messages + "/2").then().statusCode(404).body("code", equalTo("message_not_found"));
        as("carol").get(messages + "/by-client-id/d").then().statusCode(404);
        changes("carol").body("changes.message.text", hasItem("for all")).body("rev", equalTo(7));
        assertEquals(List.of("hello", "for all"), texts("carol"));
        assertEquals(List.of("hello", "for bob", "for all"), texts("bob"));
    }

    @Test
    void applicationTokenSendsAsTheApplication() {
        withToken(applicationToken)
                .body(Map.of("text", "from the server"))
                .post(messages)
                .then()
                .statusCode(201)
                .body("sender", equalTo("application:" + application));
        as("bob").get(messages).then().body("items[0].text", equalTo("from the server"));
    }

    @Test
    void strangersFindNothing() {
        TestUsers.owner("mallory");
        // mallory is admitted to the open application by acting, and is still no subscriber.
        send("mallory", Map.of("text", "let me in")).statusCode(404).body("code", equalTo("chat_not_found"));
        as("mallory").get(messages).then().statusCode(404).body("code", equalTo("chat_not_found"));
        String foreign = as("mallory")
                .body(Map.of())
                .post("/v1/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        withToken(foreign).get(messages).then().statusCode(404).body("code", equalTo("application_not_found"));
        withToken(foreign)
                .body(Map.of("text", "x"))
                .post(messages)
                .then()
                .statusCode(404)
                .body("code", equalTo("application_not_found"));
    }

    @Test
    void syncGivesEachChatsChangesAndWhereItStands() {
        send("bob", Map.of("text", "second")).statusCode(201);

        as("carol")
                .body(Map.of("known", Map.of("general", 5, "never-mine", 3)))
                .post("/v1/applications/" + application + "/sync")
                .then()
                .statusCode(200)
                .body("chats.find { it.chat == 'general' }.rev", equalTo(6))
                .body("chats.find { it.chat == 'general' }.changes.type", contains("message.created"))
                .body("chats.find { it.chat == 'never-mine' }.gone", equalTo(true))
                .body("chats.find { it.chat == 'never-mine' }.changes", hasSize(0))
                .body("next", nullValue());
        as("carol")
                .post("/v1/applications/" + application + "/sync")
                .then()
                .statusCode(200)
                .body("chats", hasSize(1))
                .body("chats[0].lastSeq", equalTo(2))
                .body("chats[0].changes", hasSize(0));
    }

    @Test
    void changesArePagedByRev() {
        IntStream.rangeClosed(2, 9)
                .forEach(i -> send("bob", Map.of("text", "m" + i)).statusCode(201));

        List<Integer> revs = new ArrayList<>();
        int after = 0;
        boolean more = true;
        while (more) {
            var page = as("bob")
                    .get("/v1/applications/" + application + "/chats/general/changes?limit=4&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            revs.addAll(page.getList("changes.rev"));
            after = page.getInt("rev");
            more = page.getBoolean("more");
        }

        // chat.created, three joined, nine messages
        assertEquals(IntStream.rangeClosed(1, 13).boxed().toList(), revs);
        assertEquals(13, after);
    }

    static Stream<Arguments> badSends() {
        return Stream.of(
                Arguments.of("{\"text\": 5}", "text"),
                Arguments.of("{}", "text"),
                Arguments.of("{\"text\": \"  \"}", "text"),
                Arguments.of("{\"text\": \"" + "x".repeat(10_001) + "\"}", "text"),
                Arguments.of("{\"text\": \"\\u0000\"}", "text"),
                Arguments.of("{\"text\": \"\\ud800\"}", "text"),
                Arguments.of("{\"text\": \"x\", \"clientId\": \"a b\"}", "clientId"),
                Arguments.of("{\"text\": \"x\", \"clientId\": \"" + "c".repeat(65) + "\"}", "clientId"),
                Arguments.of("{\"text\": \"x\", \"recipients\": []}", "recipients"),
                Arguments.of("{\"text\": \"x\", \"recipients\": \"bob\"}", "recipients"),
                Arguments.of("{\"text\": \"x\", \"recipients\": [null]}", "recipients"),
                Arguments.of("{\"text\": \"x\", \"recipients\": [\"a\", \"a\"]}", "recipients"),
                Arguments.of("{\"text\": \"x\", \"metadata\": [1]}", "metadata"),
                Arguments.of("{\"text\": \"x\", \"metadata\": {\"a\": \"" + "x".repeat(5_000) + "\"}}", "metadata"));
    }

    @ParameterizedTest
    @MethodSource("badSends")
    void badSendIsRefusedByName(String body, String field) {
        as("bob")
                .body(body)
                .post(messages)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("errors.field", hasItem(startsWith(field)))
                .body("detail", not(containsString("io.parley")))
                .body("traceId", notNullValue());
        as("bob").get(messages).then().body("items", hasSize(1));
    }

    @Test
    void whatIsNotAMessageIsRefusedWithoutAFieldToBlame() {
        for (String body : List.of("{", "[]", "5", "\"text\"", "{}{}")) {
            as("bob")
                    .body(body)
                    .post(messages)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_request"));
        }
    }

    @Test
    void tenThousandRecipientsAreTooMany() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "u" + i).toList();

        send("bob", Map.of("text", "x", "recipients", many))
                .statusCode(400)
                .body("errors.field", contains("recipients"));
    }

    @Test
    void badQueriesAreRefusedByName() {
        for (String query :
                List.of("limit=0", "limit=201", "limit=x", "before=x", "cursor=nonsense", "before=1&after=2")) {
            as("bob").get(messages + "?" + query).then().statusCode(400).body("code", equalTo("invalid_request"));
        }
    }

    private ValidatableResponse send(String user, Map<String, Object> body) {
        return as(user).body(body).post(messages).then();
    }

    private ValidatableResponse changes(String user) {
        return as(user).get("/v1/applications/" + application + "/chats/general/changes")
                .then()
                .statusCode(200);
    }

    private List<String> texts(String user) {
        return changes(user)
                .extract()
                .jsonPath()
                .getList("changes.findAll { it.type == 'message.created' }.message.text");
    }

    /** Follows next to the end. */
    private List<Integer> walk(String query) {
        List<Integer> seqs = new ArrayList<>();
        String next = messages + query;
        while (next != null) {
            var page = as("bob").get(next).then().statusCode(200).extract().jsonPath();
            seqs.addAll(page.getList("items.seq"));
            String cursor = page.getString("next");
            next = cursor == null ? null : messages + "?limit=4&cursor=" + cursor;
        }
        return seqs;
    }

    private static RequestSpecification as(String user) {
        return withToken(Tokens.of(user));
    }

    private static RequestSpecification withToken(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static final class Tokens {
        private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

        static String of(String user) {
            return KNOWN.computeIfAbsent(
                    user,
                    name -> TestUsers.token(name.equals("mallory") ? TestUsers.owner(name) : TestUsers.user(name)));
        }
    }
}
