package io.parley.core.error;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BadInputTest {
    @TestHTTPResource("/")
    URI server;

    private Applications.Provisioned application;
    private String chat;

    @BeforeEach
    void aChat() {
        application = provision();
        chat = ownedChat(application);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"title\"",
                "{\"title\":\"x\"} y",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{title:1}",
                "\u0000",
                "{\"title\":\"\\x\"}",
                "{\"title\":\"a\nb\"}"
            })
    void malformedJsonIsRefusedEverywhere(String body) {
        for (Response response : List.of(
                as(owner(), body).post("/v1/applications"),
                as(owner(), body).patch(path(application)),
                as(owner(), body).post(path(application) + "/chats"),
                as(owner(), body).patch(chat),
                as(owner(), body).post(chat + "/subscriptions"),
                as(owner(), body).put(chat + "/read"),
                as(owner(), body).post(path(application) + "/token/rotation"))) {
            Problem problem = refused(response, ErrorCode.INVALID_REQUEST);
            assertSpeaksOfJson(problem);
        }
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        Problem problem =
                refused(as(owner(), "{\n  \"title\": oops}").post("/v1/applications"), ErrorCode.INVALID_REQUEST);

        assertTrue(Objects.requireNonNull(problem.detail()).contains("line 2"), problem.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|{\"title\":5}|title|a string",
                "/|{\"title\":true}|title|a string",
                "/|{\"title\":{}}|title|a string",
                "/|{\"title\":[\"x\"]}|title|a string",
                "/|{\"access\":\"everyone\"}|access|members, open",
                "/|{\"access\":1}|access|members, open",
                "/|{\"access\":\"\"}|access|members, open",
                "/chats|{\"id\":7}|id|a string",
                "/chats|{\"id\":\"-x\"}|id|begin with a letter",
                "/chats|{\"id\":\"a b\"}|id|characters",
                "/chats|{\"id\":\"\"}|id|required",
                "/token/rotation|{\"graceSeconds\":\"60\"}|graceSeconds|a whole number",
                "/token/rotation|{\"graceSeconds\":1.5}|graceSeconds|a whole number",
                "/token/rotation|{\"graceSeconds\":99999999999}|graceSeconds|a whole number",
            })
    void aWrongValueIsRefusedWithItsFieldAndWhatIsAllowed(String path, String body, String field, String hint) {
        Response response = path.equals("/")
                ? as(owner(), body).post("/v1/applications")
                : as(owner(), body).post(path(application) + path);

        assertBlames(refused(response, ErrorCode.INVALID_REQUEST), field, hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":\"x\",\"role\":\"king\"}|role|owner, moderator, member, reader",
                "{\"user\":\"x\",\"role\":3}|role|owner, moderator, member, reader",
                "{\"user\":5}|user|a string",
                "{\"user\":\"\"}|user|required",
                "{\"user\":\"a b\"}|user|visible ASCII",
                "{\"username\":\" \"}|username|characters",
            })
    void aWrongSubscriptionIsRefusedWithItsFieldAndWhatIsAllowed(String body, String field, String hint) {
        assertBlames(refused(as(owner(), body).post(chat + "/subscriptions"), ErrorCode.INVALID_REQUEST), field, hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", " ", "", "a\\nb", "LONG"})
    void aTitleThatCannotBeKeptIsRefusedAndChangesNothing(String title) {
        String body = "{\"title\":\"%s\"}".formatted(title.replace("LONG", "x".repeat(201)));

        assertBlames(refused(as(owner(), body).post("/v1/applications"), ErrorCode.INVALID_REQUEST), "title", "title");
        assertBlames(refused(as(owner(), body).patch(path(application)), ErrorCode.INVALID_REQUEST), "title", "title");
        assertBlames(refused(as(owner(), body).patch(chat), ErrorCode.INVALID_REQUEST), "title", "title");
        as(owner()).get(path(application)).then().body("title", equalTo("Team"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"x\"", "true", "null"})
    void aBodyOfAnotherKindIsRefused(String body) {
        assertSpeaksOfJson(refused(as(owner(), body).patch(path(application)), ErrorCode.INVALID_REQUEST));
        assertSpeaksOfJson(refused(as(owner(), body).patch(chat), ErrorCode.INVALID_REQUEST));
        assertSpeaksOfJson(refused(as(owner(), body).post(chat + "/subscriptions"), ErrorCode.INVALID_REQUEST));
        assertSpeaksOfJson(refused(as(owner(), body).put(chat + "/read"), ErrorCode.INVALID_REQUEST));
    }

    @Test
    void whatPostgresWouldNotTakeIsRefusedBefore() {
        refused(
                as(owner()).urlEncodingEnabled(false).get(path(application) + "/open-chats?name=a%00"),
                ErrorCode.INVALID_REQUEST);
        as(owner(), "{\"subscriptions\":[{\"user\":\"\\u0000\"}]}")
                .post(chat + "/subscriptions/batch")
                .then()
                .statusCode(200)
                .body("results[0].error.code", equalTo("invalid_request"));
        String gateway = TestUsers.gatewayToken();
        refused(
                as(
                                gateway,
                                "{\"chats\":[{\"application\":\"%s\",\"chat\":\"\\u0000\"}]}"
                                        .formatted(application.application().id()))
                        .post("/internal/v1/heads"),
                ErrorCode.INVALID_REQUEST);
        refused(
                as(
                                gateway,
                                "{\"seen\":[{\"application\":\"%s\",\"user\":\"x\",\"at\":\"-0001-01-01T00:00:00Z\"}]}"
                                        .formatted(application.application().id()))
                        .post("/internal/v1/seen"),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aBrokenPercentEncodingIsRefused() {
        refused(
                given().contentType("application/x-www-form-urlencoded")
                        .body("logout_token=%zz")
                        .post("/v1/oidc/backchannel-logout"),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void anUnknownCharsetIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/oidc/backchannel-logout"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=nonsense")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=%41"))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(415, response.statusCode());
    }

    @Test
    void nestingHasABound() {
        String deep = "{\"title\":" + "[".repeat(100) + "]".repeat(100) + "}";

        assertSpeaksOfJson(refused(as(owner(), deep).post("/v1/applications"), ErrorCode.INVALID_REQUEST));
    }

    @Test
    void aHugeBodyIsRefusedBeforeItIsRead() {
        String huge = "{\"title\":\"" + "x".repeat(300_000) + "\"}";

        refused(as(owner(), huge).post("/v1/applications"), ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void aHugeBodyThatDoesNotSayItsSizeIsCutOff() throws Exception {
        byte[] huge = ("{\"title\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/applications"))
                .header("Authorization", "Bearer " + TestUsers.token(owner()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)))
                .build();

        HttpResponse<String> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(413, response.statusCode());
        assertEquals(
                Problem.MEDIA_TYPE,
                response.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void anUnknownAddressMethodAndMediaTypeAreProblemsToo() {
        refused(as(owner()).get("/v1/nothing"), ErrorCode.NOT_FOUND);
        refused(as(owner()).get("/nothing"), ErrorCode.NOT_FOUND);
        Response method = as(owner()).delete("/v1/applications");
        refused(method, ErrorCode.METHOD_NOT_ALLOWED);
        method.then().header("Allow", containsString("POST"));
        refused(as(owner()).accept("image/png").get("/v1/me"), ErrorCode.NOT_ACCEPTABLE);
        refused(
                as(owner()).contentType("text/plain").body("x").post("/v1/applications"),
                ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aHarmlessRequestIdIsKeptAndAnotherIsReplaced() {
        as(owner()).header("X-Request-Id", "my-id.7").get("/v1/me").then().header("X-Request-Id", "my-id.7");
        as(owner())
                .header("X-Request-Id", "a b\"<script>")
                .get("/v1/me")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-z]{16}"));
    }

    @Test
    void unknownMembersAreIgnoredSoThatANewerClientMaySendMore() {
        as(owner(), Map.of("title", "x", "colour", "red"))
                .post("/v1/applications")
                .then()
                .statusCode(201);
    }

    @Test
    void anUnicodeTitleIsKeptAsItCame() {
        String title = "Grüße 👩‍👩‍👧 \u202e שלום";
        as(owner(), Map.of("title", title)).patch(chat).then().statusCode(200).body("title", equalTo(title));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "..",
                "%2e%2e",
                "a%2Fb",
                "%00",
                "a%20b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void strangeChatIdsInThePathAreAProblem(String id) {
        Response response = as(owner()).urlEncodingEnabled(false).get(path(application) + "/chats/" + id);

        response.then().statusCode(oneOf(400, 404, 200)).body(not(containsString("Exception")));
    }

    private static void assertBlames(Problem problem, String field, String hint) {
        assertEquals(field, Objects.requireNonNull(problem.errors()).getFirst().field());
        assertTrue(Objects.requireNonNull(problem.detail()).contains(hint), problem.detail());
        assertSpeaksOfJson(problem);
    }

    /** Nothing of Java shows. */
    private static void assertSpeaksOfJson(Problem problem) {
        String detail = Objects.requireNonNull(problem.detail());
        assertTrue(!detail.contains("io.parley") && !detail.contains("java.") && !detail.contains("jackson"), detail);
    }
}
