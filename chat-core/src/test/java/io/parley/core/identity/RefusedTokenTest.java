package io.parley.core.identity;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.parley.contract.error.ErrorCode;
import io.parley.core.ops.Ids;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RefusedTokenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/me",
                "/v1/applications",
                "/v1/applications/x/chats",
                "/v1/applications/x/me/chats",
                "/v1/applications/x/chats/y/messages",
                "/v1/applications/x/chats/y/changes",
                "/v1/applications/x/chats/y/subscriptions"
            })
    void withoutATokenEveryAddressAsksForOne(String path) {
        Response response = given().get(path);

        refused(response, ErrorCode.UNAUTHENTICATED);
        response.then().header("WWW-Authenticate", "Bearer realm=\"parley\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "a.b.c",
                "parley_",
                "parley_00000000000000000000000000000000000000",
                "eyJhbGciOiJub25lIn0.e30."
            })
    void whatIsNoTokenIsRefused(String token) {
        Response response = as(token).get("/v1/me");

        refused(response, ErrorCode.UNAUTHENTICATED);
        response.then().header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    @Test
    void internalAddressesAreForServicesOnly() {
        refused(
                given().contentType("application/json").body("{}").post("/internal/v1/heads"),
                ErrorCode.UNAUTHENTICATED);
        refused(as(owner(), "{\"chats\":[]}").post("/internal/v1/heads"), ErrorCode.FORBIDDEN);
        refused(as(provision().token(), "{\"chats\":[]}").post("/internal/v1/heads"), ErrorCode.FORBIDDEN);
    }

    @Test
    void aWellFormedApplicationTokenThatWasNeverIssuedIsRefused() {
        String token = ApplicationToken.generate(new Ids());

        refused(as(token).get("/v1/me"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void whatIsNoTokenAtAllIsRefused() {
        for (String token : List.of("..", "a..", ".b.", "..c", "a.b", "a.b.c", "a.b.c.d", "null", "\u00e4.b.c")) {
            refused(as(token).get("/v1/me"), ErrorCode.UNAUTHENTICATED);
        }
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        String token = TestUsers.token(owner(), TestUsers.OTHER_AUDIENCE_CLIENT);

        refused(as(token).get("/v1/me"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anExpiredTokenIsRefused() {
        String token = TestUsers.token(owner(), TestUsers.SHORT_LIVED_CLIENT);
        as(token).get("/v1/me").then().statusCode(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> as(token).get("/v1/me").statusCode() == 401);

        refused(as(token).get("/v1/me"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenWithAnotherPayloadThanWasSignedIsRefused() {
        String[] parts = TestUsers.token(TestUsers.user("bob")).split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace(TestUsers.user("bob").id(), owner().id());

        refused(as(parts[0] + "." + encoded(payload) + "." + parts[2]).get("/v1/me"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenThatClaimsToNeedNoSignatureIsRefused() {
        String[] parts = TestUsers.token(owner()).split("\\.", -1);

        refused(
                as(encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".")
                        .get("/v1/me"),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenSignedWithASharedSecretIsRefused() throws Exception {
        String[] parts = TestUsers.token(owner()).split("\\.", -1);
        String kid =
                new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8).replace("RS256", "HS256");
        String content = encoded(kid) + "." + parts[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("guessed".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));

        Response response = as(content + "." + signature).get("/v1/me");

        refused(response, ErrorCode.UNAUTHENTICATED);
        response.then().body(not(containsString("jose4j")));
    }

    @Test
    void anApplicationTokenIsTakenWithAnyCaseOfTheScheme() {
        String token = provision().token();

        given().header("Authorization", "bearer " + token).get("/v1/me").then().statusCode(200);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
