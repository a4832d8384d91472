package io.parley.indexer.search;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Internal;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.ViewsOfTest;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class PermissionTest {
    private static final TestUser ALICE = TestUsers.user("alice");
    private static final TestUser BOB = TestUsers.user("bob");
    private static final TestUser CAROL = TestUsers.user("carol");

    @Inject
    World world;

    @Inject
    ViewsOfTest views;

    @Inject
    SearchEngine engine;

    @Inject
    Indexes indexes;

    @Test
    void aDirectedMessageIsFoundByItsSenderAndThoseListedOnly() {
        // Given
        ChatOfTest chat = world.chat("team").join(ALICE, BOB, CAROL);
        chat.say(ALICE, "surprise party for carol", List.of(BOB.id()));
        chat.say(ALICE, "party tomorrow");
        // When
        Search.awaitHits(BOB, chat.application(), "party", 2);
        // Then
        assertEquals(2, Search.texts(ALICE, chat.application(), "party").size());
        assertEquals(List.of("party tomorrow"), Search.texts(CAROL, chat.application(), "party"));
        assertEquals(
                1, Search.hits(CAROL, chat.application(), Map.of("q", "party")).total());
    }

    @Test
    void aMessageIsFoundOnlyByMembersOfItsChat() {
        // Given
        ChatOfTest chat = world.chat("board").join(ALICE);
        ChatOfTest other = chat.sibling("canteen").join(BOB);
        chat.say(ALICE, "budget");
        other.say(BOB, "budget meal");
        // When
        Search.awaitHits(ALICE, chat.application(), "budget", 1);
        Search.awaitHits(BOB, chat.application(), "budget", 1);
        // Then
        assertEquals(List.of("budget meal"), Search.texts(BOB, chat.application(), "budget"));
        Search.ask(BOB, chat.application(), Map.of("q", "budget", "chat", "board"))
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("chat_not_found"));
    }

    @Test
    void whoSeesMessagesOnlyFromJoiningOnFindsNoEarlierOnes() {
        // Given
        ChatOfTest chat = world.chat("team").join(ALICE);
        chat.say(ALICE, "the plan of old");
        long joined = 2;
        chat.joinFromNow(BOB).join(CAROL);
        chat.say(ALICE, "the plan of today");
        // When
        Search.awaitHits(CAROL, chat.application(), "plan", 2);
        // Then
        assertEquals(List.of("the plan of today"), Search.texts(BOB, chat.application(), "plan"));
        assertEquals(
                1, Search.hits(BOB, chat.application(), Map.of("q", "plan")).total());
        // When
        chat.promote(BOB, joined);
        chat.say(ALICE, "another plan");
        Search.awaitHits(CAROL, chat.application(), "plan", 3);
        // Then
        assertEquals(2, Search.texts(BOB, chat.application(), "plan").size());
        // When
        chat.leave(BOB).join(BOB);
        // Then
        Search.awaitHits(BOB, chat.application(), "plan", 3);
    }

    @Test
    void whoWasRemovedStopsFindingAtOnceAndWhoComesBackFindsAgain() {
        // Given
        ChatOfTest chat = world.chat("team").join(ALICE, BOB);
        chat.say(ALICE, "secret plan");
        Search.awaitHits(BOB, chat.application(), "plan", 1);
        // When
        chat.leave(BOB);
        // Then
        Search.awaitHits(BOB, chat.application(), "plan", 0);
        assertEquals(List.of("secret plan"), Search.texts(ALICE, chat.application(), "plan"));
        Search.ask(BOB, chat.application(), Map.of("q", "plan", "chat", "team"))
                .then()
                .statusCode(404);
        // When
        chat.join(BOB);
        // Then
        Search.awaitHits(BOB, chat.application(), "plan", 1);
    }

    @Test
    void whatChatCoreSaysHoldsBeforeTheIndexKnowsOfIt() {
        // Given
        ChatOfTest chat = world.chat("team").join(ALICE, BOB, CAROL);
        ChatOfTest other = chat.sibling("attic").join(ALICE, BOB);
        chat.say(ALICE, "plan one");
        chat.say(ALICE, "plan two");
        chat.say(CAROL, "plan three");
        other.say(ALICE, "plan of the attic");
        Search.awaitHits(BOB, chat.application(), "plan", 4);
        // When
        views.say(
                chat.application(),
                BOB.id(),
                new Internal.View(List.of("attic"), List.of(CAROL.id()), List.of("team|2")));
        // Then
        assertEquals(List.of("plan one"), Search.texts(BOB, chat.application(), "plan"));
        assertEquals(4, Search.texts(ALICE, chat.application(), "plan").size());
        Search.ask(BOB, chat.application(), Map.of("q", "plan", "chat", "attic"))
                .then()
                .statusCode(404);
    }

    @Test
    void whoIsInMoreChatsThanATermsQueryTakesByDefaultFindsInAllOfThem() {
        // Given
        ChatOfTest last = world.chat("c-69999").join(ALICE, BOB);
        last.say(BOB, "one among many");
        Search.awaitHits(BOB, last.application(), "many", 1);
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("application", last.application().toString())
                .put("user", ALICE.id());
        ArrayNode chats = document.putArray("chats");
        IntStream.range(0, 70_000).mapToObj(number -> "c-" + number).forEach(chats::add);
        // When
        engine.call(
                "PUT",
                "/%s/_doc/%s?routing=%s"
                        .formatted(
                                indexes.members(),
                                SearchEngine.encode(last.application() + "|" + ALICE.id()),
                                last.application()),
                document);
        // Then
        assertEquals(List.of("one among many"), Search.texts(ALICE, last.application(), "many"));
    }

    @Test
    void anotherApplicationIsNotThere() {
        // Given
        ChatOfTest mine = world.chat("team").join(ALICE);
        ChatOfTest foreign = world.chat("team").join(BOB);
        foreign.say(BOB, "foreign soup");
        mine.say(ALICE, "my soup");
        Search.awaitHits(BOB, foreign.application(), "soup", 1);
        Search.awaitHits(ALICE, mine.application(), "soup", 1);
        // When
        var answers = List.of(
                Search.ask(ALICE, foreign.application(), Map.of("q", "soup")),
                Search.ask(ALICE, foreign.application(), Map.of("q", "soup", "chat", "team")),
                Search.ask(ALICE, UUID.randomUUID(), Map.of("q", "soup")),
                Search.as(ALICE).queryParam("q", "soup").get("/v1/applications/nonsense/search"),
                Search.as(ALICE).queryParam("q", "soup").get("/v1/applications/..%2f..%2f_all/search"));
        // Then
        answers.forEach(answer -> answer.then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("application_not_found")));
    }
}
