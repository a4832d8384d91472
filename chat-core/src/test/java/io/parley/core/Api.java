package io.parley.core;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.type.TypeReference;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The REST API as the tests use it: real HTTP, real tokens of Keycloak. */
public final class Api {
    private Api() {}

    public static RequestSpecification as(TestUser user) {
        return as(TestUsers.token(user));
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** With a JSON body. */
    public static RequestSpecification as(TestUser user, Object body) {
        return as(TestUsers.token(user), body);
    }

    /** With a JSON body. */
    public static RequestSpecification as(String token, Object body) {
        return as(token).contentType(ContentType.JSON).body(body instanceof String json ? json : Json.string(body));
    }

    public static TestUser owner() {
        return TestUsers.user("alice");
    }

    public static Applications.Provisioned provision() {
        return provision(new Applications.Create("Team", null));
    }

    public static Applications.Provisioned provision(Applications.Create create) {
        Response response = as(owner(), create).post("/v1/applications");
        response.then().statusCode(201);
        return Json.read(response.asByteArray(), Applications.Provisioned.class);
    }

    public static String path(Applications.Provisioned application) {
        return "/v1/applications/" + application.application().id();
    }

    /** Creates a chat by the application's token: nobody is in it. */
    public static String emptyChat(Applications.Provisioned application) {
        Response response = as(application.token(), Map.of()).post(path(application) + "/chats");
        response.then().statusCode(201);
        return path(application) + "/chats/"
                + Json.read(response.asByteArray(), Chats.Chat.class).id();
    }

    /** Creates a chat that the application's owner owns. */
    public static String ownedChat(Applications.Provisioned application) {
        Response response = as(owner(), Map.of()).post(path(application) + "/chats");
        response.then().statusCode(201);
        return path(application) + "/chats/"
                + Json.read(response.asByteArray(), Chats.Chat.class).id();
    }

    public static void subscribe(Applications.Provisioned application, String chat, TestUser user, String role) {
        Response response =
                as(application.token(), Map.of("user", user.id(), "role", role)).post(chat + "/subscriptions");
        response.then().statusCode(201);
    }

    public static <T> T read(Response response, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(response.asByteArray(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer is this problem, in full form. */
    public static Problem refused(Response response, ErrorCode code) {
        response.then()
                .statusCode(code.status())
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo(code.wire()))
                .body("type", equalTo(code.type()))
                .body("status", equalTo(code.status()));
        Problem problem = Json.read(response.asByteArray(), Problem.class);
        if (problem.traceId() == null || !problem.traceId().equals(response.header("X-Request-Id"))) {
            throw new AssertionError("A problem names its request: " + problem);
        }
        return problem;
    }
}
