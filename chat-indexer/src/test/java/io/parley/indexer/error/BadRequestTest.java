package io.parley.indexer.error;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.parley.contract.error.Problem;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class BadRequestTest {
    private static final TestUser ALICE = TestUsers.user("alice");

    @Inject
    World world;

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("q", Map.of()),
                Arguments.of("q", Map.of("q", "")),
                Arguments.of("q", Map.of("q", "   ")),
                Arguments.of("q", Map.of("q", "a".repeat(501))),
                Arguments.of("q", Map.of("q", "a\u0000b")),
                Arguments.of("chat", Map.of("q", "a", "chat", "no such/id")),
                Arguments.of("chat", Map.of("q", "a", "chat", "c".repeat(65))),
                Arguments.of("sender", Map.of("q", "a", "sender", "with space")),
                Arguments.of("sender", Map.of("q", "a", "sender", "s".repeat(256))),
                Arguments.of("q", Map.of("q", "-a ".repeat(33))),
                Arguments.of("sort", Map.of("q", "a", "sort", "best")),
                Arguments.of("has", Map.of("q", "a", "has", "link,wings")),
                Arguments.of("directed", Map.of("directed", "yes")),
                Arguments.of("context", Map.of("q", "soup", "context", "6")),
                Arguments.of("limit", Map.of("q", "soup", "context", "1", "limit", "21")),
                Arguments.of("facets", Map.of("q", "soup", "facets", "tag")),
                Arguments.of("thread", Map.of("q", "a", "thread", "1")),
                Arguments.of("thread", Map.of("chat", "c", "thread", "first")),
                Arguments.of("tag", Map.of("tag", "x".repeat(257))),
                Arguments.of("mention", Map.of("mention", "x".repeat(256))),
                Arguments.of("since", Map.of("since", "yesterday")),
                Arguments.of("until", Map.of("until", "+12345-01-01T00:00:00Z")),
                Arguments.of("limit", Map.of("q", "a", "limit", "0")),
                Arguments.of("limit", Map.of("q", "a", "limit", "101")),
                Arguments.of("limit", Map.of("q", "a", "limit", "-1")),
                Arguments.of("limit", Map.of("q", "a", "limit", "1e1")),
                Arguments.of("limit", Map.of("q", "a", "limit", "99999999999999999999")),
                Arguments.of("cursor", Map.of("q", "a", "cursor", "!!!")),
                Arguments.of("cursor", Map.of("q", "a", "cursor", "é")),
                Arguments.of("cursor", Map.of("q", "a", "cursor", "WzEsMiwzLDQsNV0")),
                Arguments.of("cursor", Map.of("q", "a", "cursor", "e30".repeat(400))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadParameterIsNamed(String field, Map<String, String> parameters) {
        // Given
        ChatOfTest chat = world.chat("any").join(ALICE);
        // When
        var answer = Search.ask(ALICE, chat.application(), parameters);
        // Then
        answer.then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("invalid_request"))
                .body("type", equalTo("/problems/invalid-request"))
                .body("instance", equalTo(Search.path(chat.application())))
                .body("errors[0].field", equalTo(field))
                .body("traceId", notNullValue());
    }

    @Test
    void aCursorOfAnotherSearchIsRefused() {
        // Given
        ChatOfTest chat = world.chat("cursors").join(ALICE);
        chat.say(ALICE, "soup one");
        chat.say(ALICE, "soup two");
        Search.awaitHits(ALICE, chat.application(), "soup", 2);
        String cursor = Search.hits(ALICE, chat.application(), Map.of("q", "soup", "limit", 1))
                .next();
        // When
        var answer = Search.ask(ALICE, chat.application(), Map.of("q", "bread", "cursor", cursor));
        // Then
        answer.then().statusCode(400).body("errors[0].field", equalTo("cursor"));
    }

    static Stream<Arguments> framework() {
        return Stream.of(
                Arguments.of("POST", "/v1/applications/x/search", 405, "method_not_allowed"),
                Arguments.of("DELETE", "/v1/applications/x/search", 405, "method_not_allowed"),
                Arguments.of("GET", "/v1/applications/x", 404, "not_found"),
                Arguments.of("GET", "/nothing/here", 404, "not_found"));
    }

    @ParameterizedTest
    @MethodSource("framework")
    void whatTheFrameworkRefusesIsAProblemToo(String method, String path, int status, String code) {
        // When
        var answer = Search.as(ALICE).request(method, path);
        // Then
        answer.then().statusCode(status).contentType(Problem.MEDIA_TYPE).body("code", equalTo(code));
    }

    @Test
    void anEmptyParameterIsAnAbsentOne() {
        // Given
        ChatOfTest chat = world.chat("forms").join(ALICE);
        chat.say(ALICE, "soup");
        Search.awaitHits(ALICE, chat.application(), "soup", 1);
        // When
        var answer = Search.as(ALICE).get(Search.path(chat.application()) + "?q=soup&chat=&sender=&limit&cursor=");
        // Then
        answer.then().statusCode(200).body("total", equalTo(1));
    }

    @Test
    void nothingButJsonIsProduced() {
        // When
        var answer =
                Search.as(ALICE).accept("application/pdf").queryParam("q", "a").get("/v1/applications/x/search");
        // Then
        answer.then().statusCode(406).contentType(Problem.MEDIA_TYPE).body("code", equalTo("not_acceptable"));
    }

    @Test
    void theContractIsDescribed() {
        // When
        var answer = given().accept("application/json").get("/q/openapi");
        // Then
        answer.then()
                .statusCode(200)
                .body("paths.'/v1/applications/{application}/search'.get.operationId", equalTo("search"));
    }
}
