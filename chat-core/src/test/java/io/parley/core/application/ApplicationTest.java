package io.parley.core.application;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ApplicationTest {
    @Inject
    DataSource database;

    @Test
    void provisioningAnswersTheTokenOnceAndWhereTheApplicationIs() {
        Response response = as(owner(), Map.of("title", "Helpdesk")).post("/v1/applications");

        response.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/v1/applications/[0-9a-f-]{36}"))
                .header("ETag", "\"0\"")
                .body("token", matchesPattern("parley_[0-9A-Za-z]{38}"))
                .body("application.title", equalTo("Helpdesk"))
                .body("application.access", equalTo("members"))
                .body("application.owner", equalTo(owner().id()));
        as(owner())
                .get(response.header("Location"))
                .then()
                .statusCode(200)
                .body("title", equalTo("Helpdesk"))
                .body("token", nullValue());
    }

    @Test
    void anApplicationNeedsNoTitleAndNoBodyToBegin() {
        as(owner())
                .contentType("application/json")
                .post("/v1/applications")
                .then()
                .statusCode(201);
    }

    @Test
    void onlyWhoHasTheRoleProvisions() {
        refused(as(TestUsers.user("bob"), Map.of()).post("/v1/applications"), ErrorCode.FORBIDDEN);
        refused(as(provision().token(), Map.of()).post("/v1/applications"), ErrorCode.FORBIDDEN);
    }

    @Test
    void onlyAHashOfTheTokenIsStored() throws Exception {
        String token = provision().token();

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from application_token t where t::text like '%" + token.substring(7) + "%'")) {
            rows.next();
            assertEquals(0, rows.getInt(1));
        }
    }

    @Test
    void aMergePatchChangesWhatItNamesAndNullRemovesTheTitle() {
        Applications.Provisioned application = provision();

        as(owner(), "{\"access\":\"open\"}")
                .patch(path(application))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("title", equalTo("Team"))
                .body("access", equalTo("open"));
        as(application.token(), "{\"title\":null}")
                .contentType("application/merge-patch+json")
                .patch(path(application))
                .then()
                .statusCode(200)
                .body("title", nullValue())
                .body("access", equalTo("open"));
    }

    @Test
    void anUpdateOfWhatChangedMeanwhileIsRefused() {
        Applications.Provisioned application = provision();
        String read = as(owner()).get(path(application)).header("ETag");
        as(owner(), Map.of("title", "First"))
                .header("If-Match", read)
                .patch(path(application))
                .then()
                .statusCode(200);

        Response second =
                as(owner(), Map.of("title", "Second")).header("If-Match", read).patch(path(application));

        refused(second, ErrorCode.PRECONDITION_FAILED);
        as(owner()).get(path(application)).then().body("title", equalTo("First"));
    }

    @Test
    void aMemberSeesTheApplicationAndMayNotChangeIt() {
        Applications.Provisioned application = provision();
        TestUser bob = TestUsers.user("bob");
        String chat = emptyChat(application);
        subscribe(application, chat, bob, "owner");

        as(bob).get(path(application)).then().statusCode(200);
        refused(as(bob, Map.of("title", "Mine")).patch(path(application)), ErrorCode.FORBIDDEN);
        refused(as(bob, Map.of()).post(path(application) + "/token/rotation"), ErrorCode.FORBIDDEN);
    }

    @Test
    void myApplicationsComePageByPageEachOnceNewestFirst() {
        TestUser owner = TestUsers.owner("many-applications");
        for (int i = 0; i < 5; i++) {
            as(owner, Map.of("title", "n" + i)).post("/v1/applications").then().statusCode(201);
        }

        Set<String> seen = new HashSet<>();
        String cursor = null;
        int pages = 0;
        do {
            var request = as(owner).queryParam("limit", 2);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/applications");
            page.then().statusCode(200);
            List<String> ids = page.path("items.id");
            ids.forEach(id -> assertTrue(seen.add(id), "twice: " + id));
            cursor = page.path("next");
            pages++;
        } while (cursor != null);

        assertEquals(5, seen.size());
        assertEquals(3, pages);
    }

    @Test
    void anApplicationTokenListsItsOwnApplicationOnly() {
        Applications.Provisioned application = provision();
        provision();

        as(application.token())
                .get("/v1/applications")
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(application.application().id().toString()));
    }

    @Test
    void aRotatedTokenIsRefusedAtOnceWithoutGrace() {
        Applications.Provisioned application = provision();

        Applications.Rotated rotated = rotate(application.token(), application, "{}");

        assertNotEquals(application.token(), rotated.token());
        as(rotated.token()).get(path(application)).then().statusCode(200);
        refused(as(application.token()).get(path(application)), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void withGraceBothTokensAreGoodAndASecondRotationEndsTheGrace() {
        Applications.Provisioned application = provision();

        Applications.Rotated second = rotate(application.token(), application, "{\"graceSeconds\":600}");
        as(application.token()).get(path(application)).then().statusCode(200);
        Applications.Rotated third = rotate(second.token(), application, "{\"graceSeconds\":0}");

        refused(as(application.token()).get(path(application)), ErrorCode.UNAUTHENTICATED);
        refused(as(second.token()).get(path(application)), ErrorCode.UNAUTHENTICATED);
        as(third.token()).get(path(application)).then().statusCode(200);
    }

    @Test
    void graceHasBoundsAndSoHasTheNumberOfGoodTokens() {
        Applications.Provisioned application = provision();
        String rotation = path(application) + "/token/rotation";

        refused(as(owner(), "{\"graceSeconds\":86401}").post(rotation), ErrorCode.INVALID_REQUEST);
        refused(as(owner(), "{\"graceSeconds\":-1}").post(rotation), ErrorCode.INVALID_REQUEST);
        for (int i = 0; i < 9; i++) {
            rotate(application.token(), application, "{\"graceSeconds\":600}");
        }
        refused(as(owner(), "{\"graceSeconds\":600}").post(rotation), ErrorCode.LIMIT_REACHED)
                .detail();
        as(owner(), Map.of("graceSeconds", 0)).post(rotation).then().statusCode(200);
    }

    @Test
    void whoAmITellsUsersAndApplicationsApart() {
        Applications.Provisioned application = provision();

        as(owner())
                .get("/v1/me")
                .then()
                .body("kind", equalTo("user"))
                .body("id", equalTo(owner().id()))
                .body("username", equalTo("alice"))
                .body("roles", equalTo(List.of("application-owner")));
        as(application.token())
                .get("/v1/me")
                .then()
                .body("kind", equalTo("application"))
                .body(
                        "id",
                        containsString(
                                "application:" + application.application().id()));
    }

    private static Applications.Rotated rotate(String token, Applications.Provisioned application, String body) {
        Response response = as(token, body).post(path(application) + "/token/rotation");
        response.then().statusCode(200);
        return Json.read(response.asByteArray(), Applications.Rotated.class);
    }
}
