package io.parley.indexer.event;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.Problem;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.Gate;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class EngineAwayTest {
    private static final TestUser ALICE = TestUsers.user("alice");
    private static final TestUser BOB = TestUsers.user("bob");

    @Inject
    World world;

    @Inject
    Indexes indexes;

    @AfterEach
    void open() {
        Gate.open();
    }

    @Test
    void whileTheEngineIsAwaySearchSaysSoAndNothingIsLost() {
        // Given
        ChatOfTest chat = world.chat("storm").join(ALICE, BOB);
        chat.say(ALICE, "soup before");
        Search.awaitHits(BOB, chat.application(), "soup", 1);
        // When
        Gate.shut();
        for (int i = 0; i < 200; i++) {
            chat.say(ALICE, "soup during " + i);
        }
        chat.leave(BOB);
        // Then
        Search.awaitAnswer(ALICE, chat.application(), Map.of("q", "soup"), answer -> answer.statusCode() == 503)
                .then()
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));
        given().get("/q/health/ready").then().statusCode(503).body(containsString("The search engine is away"));
        given().get("/q/health/live").then().statusCode(200);
        // When
        Gate.open();
        // Then
        Search.awaitHits(ALICE, chat.application(), "soup", 201);
        Search.awaitHits(BOB, chat.application(), "soup", 0);
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void whoWipesTheIndexesFindsNothingUntilNewEventsMakeThemAgainWithTheirMapping() {
        // Given
        ChatOfTest chat = world.chat("wiped").join(ALICE);
        chat.say(ALICE, "running");
        Search.awaitHits(ALICE, chat.application(), "run", 1);
        // When
        wipe();
        // Then
        assertEquals(
                0, Search.hits(ALICE, chat.application(), Map.of("q", "run")).total());
        // When
        chat.join(ALICE).say(ALICE, "running again");
        // Then
        Search.awaitHits(ALICE, chat.application(), "run", 1);
        String mapping = given().baseUri("http://" + Gate.engine())
                .get("/" + indexes.messages() + "/_mapping")
                .asString();
        assertEquals(true, mapping.contains("\"dynamic\":\"strict\""), mapping);
    }

    private void wipe() {
        for (String index : new String[] {indexes.messages() + "-v3", indexes.members() + "-v1"}) {
            given().baseUri("http://" + Gate.engine())
                    .delete("/" + index)
                    .then()
                    .statusCode(200);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> given().baseUri("http://" + Gate.engine())
                                .get("/" + indexes.messages())
                                .statusCode()
                        == 404);
    }
}
