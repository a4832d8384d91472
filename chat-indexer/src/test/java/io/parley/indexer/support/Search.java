package io.parley.indexer.support;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Searches over REST. */
public final class Search {
    private static final Duration LAG = Duration.ofSeconds(20);
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Search() {}

    public static RequestSpecification as(TestUser user) {
        return given().auth().oauth2(TOKENS.computeIfAbsent(user.id(), id -> TestUsers.token(user)));
    }

    /** Asks with parameters by name. */
    public static Response ask(TestUser user, UUID application, Map<String, ?> parameters) {
        return as(user).queryParams(parameters).get(path(application));
    }

    public static String path(UUID application) {
        return "/v1/applications/" + application + "/search";
    }

    public static Messages.Hits hits(TestUser user, UUID application, Map<String, ?> parameters) {
        Response response = ask(user, application, parameters);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.asString());
        }
        return Json.read(response.asByteArray(), Messages.Hits.class);
    }

    public static List<String> texts(TestUser user, UUID application, String query) {
        return texts(hits(user, application, Map.of("q", query)));
    }

    public static List<String> texts(Messages.Hits hits) {
        return hits.items().stream()
                .map(Messages.Hit::message)
                .map(Message::text)
                .toList();
    }

    /** Waits until the search finds as many as this, and returns them. */
    public static Messages.Hits awaitHits(TestUser user, UUID application, String query, int count) {
        return await().atMost(LAG)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> hits(user, application, Map.of("q", query)), found -> found.total() == count);
    }

    public static Response awaitAnswer(
            TestUser user, UUID application, Map<String, ?> parameters, Predicate<Response> expected) {
        return await().atMost(LAG).until(() -> ask(user, application, parameters), expected);
    }
}
