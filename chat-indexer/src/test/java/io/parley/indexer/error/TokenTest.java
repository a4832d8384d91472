package io.parley.indexer.error;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parley.contract.error.Problem;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class TokenTest {
    private static final TestUser ALICE = TestUsers.user("alice");
    private static final String PATH = Search.path(UUID.randomUUID());

    static Stream<Arguments> bad() {
        String[] good = TestUsers.token(ALICE).split("\\.", -1);
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String foreign = TestUsers.token(TestUsers.user("bob")).split("\\.", -1)[1];
        return Stream.of(
                Arguments.of("garbage", "garbage"),
                Arguments.of("three empty parts", ".."),
                Arguments.of("alg none", none + "." + good[1] + "."),
                Arguments.of("alg none with a signature", none + "." + good[1] + "." + good[2]),
                Arguments.of("another's claims under this signature", good[0] + "." + foreign + "." + good[2]),
                Arguments.of("a signature cut short", good[0] + "." + good[1] + "." + good[2].substring(4)),
                Arguments.of("another audience", TestUsers.token(ALICE, TestUsers.OTHER_AUDIENCE_CLIENT)),
                Arguments.of("an application's token", "parley_" + "A".repeat(38)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aTokenThatIsNotGoodIsRefused(String what, String token) {
        // When
        Response answer = ask(token);
        // Then
        answer.then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void noTokenIsRefused() {
        given().get(PATH)
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void aTokenIsGoodUntilItExpires() {
        // Given
        String token = TestUsers.token(ALICE, TestUsers.SHORT_LIVED_CLIENT);
        ask(token).then().statusCode(404);
        // When
        await().atMost(Duration.ofSeconds(15)).until(() -> ask(token).statusCode() == 401);
        // Then
        ask(token).then().contentType(Problem.MEDIA_TYPE).body("code", equalTo("unauthenticated"));
    }

    private static Response ask(String token) {
        return given().header("Authorization", "Bearer " + token)
                .queryParam("q", "soup")
                .get(PATH);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
