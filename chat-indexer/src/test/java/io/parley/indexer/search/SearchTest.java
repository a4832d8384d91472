package io.parley.indexer.search;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class SearchTest {
    private static final TestUser ALICE = TestUsers.user("alice");
    private static final TestUser BOB = TestUsers.user("bob");

    @Inject
    World world;

    @Inject
    Clock clock;

    @Test
    void aMessageIsFoundAsItWasSentWithTheHitsMarkedAndAllElseEscaped() {
        // Given
        ChatOfTest chat = world.chat("lunch").join(ALICE, BOB);
        var metadata = Json.MAPPER.createObjectNode().put("mood", "hungry");
        metadata.putObject("nested").put("a.b", 1);
        Message message = chat.message(ALICE, "<b>Soup</b> & bread at noon?", List.of(BOB.id()), metadata);
        chat.publish(chat.created(message));
        // When
        Messages.Hits hits = Search.awaitHits(BOB, chat.application(), "soup", 1);
        // Then
        Messages.Hit hit = hits.items().getFirst();
        assertEquals("lunch", hit.chat());
        assertEquals(message, hit.message());
        assertTrue(hit.score() > 0);
        assertEquals(List.of("&lt;b&gt;<em>Soup</em>&lt;&#x2F;b&gt; &amp; bread at noon?"), hit.highlights());
        assertNull(hits.next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The runners were running to the harbour | running harbour | <em>running</em>",
                "The runners were running to the harbour | run | <em>running</em>",
                "The runners were running to the harbour | running harb | <em>harbour</em>",
                "The runners were running to the harbour | runing harbuor | <em>harbour</em>",
                "東京都に行きました | 東京 | <em>",
                "うちの猫は元気です | 猫? | <em>猫</em>",
                "집은 어디에 있어요 | 집! | <em>집",
                "Das Mädchen aß Äpfel | äpfel | <em>Äpfel</em>",
            })
    void aWordIsFoundByItselfItsStemItsBeginningAndWithAMistake(String text, String query, String marked) {
        // Given
        ChatOfTest chat = world.chat("words").join(ALICE);
        chat.say(ALICE, text);
        chat.say(ALICE, "nothing of the kind");
        // When
        Messages.Hits hits = Search.awaitHits(ALICE, chat.application(), query, 1);
        // Then
        assertTrue(hits.items().getFirst().highlights().getFirst().contains(marked), () -> hits.toString());
    }

    @Test
    void eachWordIsMetInAWayOfItsOwnAndWhatIsNoWordDoesNotCount() {
        // Given
        ChatOfTest chat = world.chat("ways").join(ALICE);
        Message said = chat.say(ALICE, "東京都 has running Häuser, C++ and 🍣 :-)");
        chat.say(ALICE, "Haus 東京 run C");
        // When
        Messages.Hits hits = Search.awaitHits(ALICE, chat.application(), "Haus 東京 ... run C++ & 🍣 €", 1);
        // Then
        assertEquals(said, hits.items().getFirst().message());
    }

    @Test
    void theNewerOfTwoThatFitAlikeScoresALittleHigher() {
        // Given
        ChatOfTest chat = world.chat("ages").join(ALICE);
        Instant now = clock.instant();
        List.of(100, 1, 300)
                .forEach(days -> chat.publish(
                        chat.created(chat.message(ALICE, "soup of the day", now.minus(Duration.ofDays(days))))));
        // When
        List<Messages.Hit> hits =
                Search.awaitHits(ALICE, chat.application(), "soup", 3).items();
        // Then
        assertEquals(
                List.of(2L, 1L, 3L),
                hits.stream().map(hit -> hit.message().seq()).toList());
        double newest = hits.getFirst().score();
        double oldest = hits.getLast().score();
        assertTrue(newest > oldest * 1.2 && newest < oldest * 1.26, hits::toString);
    }

    @Test
    void everyWordMustBeMet() {
        // Given
        ChatOfTest chat = world.chat("words").join(ALICE);
        chat.say(ALICE, "red apples and green pears");
        Search.awaitHits(ALICE, chat.application(), "pears", 1);
        // When
        List<String> found = Search.texts(ALICE, chat.application(), "green bananas");
        // Then
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "(((",
                "a AND OR NOT",
                "text:*",
                "*",
                "?",
                "/.*/",
                "a~99",
                "[1 TO",
                "\\",
                "{\"match_all\":{}}",
                "!!!",
                "+-=&|><",
                "😀",
                "𝒽𝑒𝓁𝓁𝑜 soup"
            })
    void noSyntaxCanFail(String query) {
        // Given
        ChatOfTest chat = world.chat("syntax").join(ALICE);
        chat.say(ALICE, "soup");
        Search.awaitHits(ALICE, chat.application(), "soup", 1);
        // When
        Messages.Hits hits = Search.hits(ALICE, chat.application(), Map.of("q", query));
        // Then
        assertEquals(0, hits.total());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "東", "ab cd ef gh ", "é"})
    void theLongestQueryIsAnswered(String piece) {
        // Given
        ChatOfTest chat = world.chat("long").join(ALICE);
        Message said = chat.say(ALICE, piece.repeat(500 / piece.length()).strip());
        // When
        Messages.Hits hits = Search.awaitHits(ALICE, chat.application(), said.text(), 1);
        // Then
        assertEquals(said, hits.items().getFirst().message());
    }

    @Test
    void chatAndSenderNarrowTheSearch() {
        // Given
        ChatOfTest first = world.chat("first").join(ALICE, BOB);
        ChatOfTest second = first.sibling("second").join(ALICE, BOB);
        first.say(ALICE, "soup one");
        first.say(BOB, "soup two");
        second.say(ALICE, "soup three");
        Search.awaitHits(ALICE, first.application(), "soup", 3);
        // When
        Messages.Hits inFirst = Search.hits(ALICE, first.application(), Map.of("q", "soup", "chat", "first"));
        Messages.Hits byBob = Search.hits(ALICE, first.application(), Map.of("q", "soup", "sender", BOB.id()));
        // Then
        assertEquals(List.of("soup two", "soup one"), Search.texts(inFirst));
        assertEquals(List.of("soup two"), Search.texts(byBob));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "soup | tomato soup;soup of the day;the day of soup;C++ soup",
                "\"soup of the day\" | soup of the day",
                "\"of the\" soup | soup of the day",
                "soup -tomato -\"the day\" | C++ soup",
                "-soup | bread",
                "soup -\"C++\" -\"day of\" | tomato soup;soup of the day",
                "\"day of the\" | ",
            })
    void phrasesStandTogetherAndWhatIsExcludedIsNotThere(String query, String expected) {
        // Given
        ChatOfTest chat = world.chat("syntax").join(ALICE);
        List.of("tomato soup", "soup of the day", "the day of soup", "C++ soup", "bread")
                .forEach(text -> chat.say(ALICE, text));
        Search.awaitHits(ALICE, chat.application(), "soup", 4);
        Search.awaitHits(ALICE, chat.application(), "bread", 1);
        // When
        Messages.Hits hits = Search.hits(ALICE, chat.application(), Map.of("q", query, "sort", "oldest"));
        // Then
        assertEquals(expected == null ? List.of() : List.of(expected.split(";")), Search.texts(hits));
    }

    @Test
    void filtersNarrowAndNeedNoWordsAndNeverShowWhatIsDeletedOrOfOthers() {
        // Given
        ChatOfTest chat = world.chat("filters").join(ALICE, BOB);
        ChatOfTest elsewhere = chat.sibling("elsewhere").join(ALICE);
        chat.say(ALICE, "see https://example.org #Release");
        chat.say(BOB, "for you", List.of(ALICE.id()));
        Message gone = chat.say(ALICE, "to be deleted");
        chat.publish(chat.deleted(gone));
        elsewhere.say(ALICE, "not for others");
        Search.awaitHits(ALICE, chat.application(), "others", 1);
        // When and then
        Map<Map<String, Object>, List<String>> cases = Map.of(
                Map.of("sender", "me"), List.of("not for others", "see https://example.org #Release"),
                Map.of("has", "link"), List.of("see https://example.org #Release"),
                Map.of("has", "link,reaction"), List.of(),
                Map.of("tag", "release"), List.of("see https://example.org #Release"),
                Map.of("directed", "true"), List.of("for you"),
                Map.of("chat", "filters", "thread", 2), List.of("for you"),
                Map.of("mention", "me"), List.of(),
                Map.of("until", "2026-01-01T00:00:00.002Z", "chat", "filters"),
                        List.of("see https://example.org #Release"),
                Map.of("since", "2026-01-01T01:00:00.002+01:00", "sender", BOB.id()), List.of("for you"));
        cases.forEach((parameters, texts) -> assertEquals(
                new HashSet<>(texts),
                new HashSet<>(Search.texts(Search.hits(ALICE, chat.application(), parameters))),
                parameters::toString));
        assertEquals(
                List.of("for you", "see https://example.org #Release"),
                Search.texts(Search.hits(BOB, chat.application(), Map.of("since", "2026-01-01T00:00:00Z"))));
    }

    @Test
    void pagesByTimeGiveEveryHitOnce() {
        // Given
        ChatOfTest chat = world.chat("times").join(ALICE);
        for (int i = 0; i < 25; i++) {
            chat.say(ALICE, "soup " + i);
        }
        Search.awaitHits(ALICE, chat.application(), "soup", 25);
        for (String order : List.of("newest", "oldest")) {
            // When
            List<Long> seqs = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>(Map.of("q", "soup", "limit", 10, "sort", order));
            do {
                Messages.Hits page = Search.hits(ALICE, chat.application(), parameters);
                page.items().forEach(hit -> seqs.add(hit.message().seq()));
                parameters.put("cursor", page.next());
            } while (parameters.get("cursor") != null);
            // Then
            List<Long> expected = LongStream.rangeClosed(1, 25).boxed().toList();
            assertEquals(order.equals("oldest") ? expected : expected.reversed(), seqs);
        }
    }

    @Test
    void hitsComeWithWhatWasSaidAroundThemAsFarAsOneMaySeeIt() {
        // Given
        ChatOfTest chat = world.chat("talk").join(ALICE, BOB);
        chat.say(ALICE, "first");
        chat.say(ALICE, "second");
        chat.say(ALICE, "not for bob", List.of(ALICE.id()));
        chat.say(BOB, "the needle");
        chat.say(ALICE, "after it");
        Search.awaitHits(ALICE, chat.application(), "after", 1);
        // When
        Messages.Hit bobs = Search.hits(BOB, chat.application(), Map.of("q", "needle", "context", 2))
                .items()
                .getFirst();
        Messages.Hit alices = Search.hits(ALICE, chat.application(), Map.of("q", "needle", "context", 1))
                .items()
                .getFirst();
        // Then
        assertEquals(
                List.of("first", "second"),
                bobs.before().stream().map(Message::text).toList());
        assertEquals(
                List.of("after it"), bobs.after().stream().map(Message::text).toList());
        assertEquals(
                List.of("not for bob"),
                alices.before().stream().map(Message::text).toList());
    }

    @Test
    void allHitsAreCountedByChatAndSender() {
        // Given
        ChatOfTest chat = world.chat("one").join(ALICE, BOB);
        ChatOfTest other = chat.sibling("two").join(ALICE, BOB);
        for (int i = 0; i < 3; i++) {
            chat.say(ALICE, "pear " + i);
        }
        other.say(BOB, "pear of bob");
        other.say(BOB, "an apple");
        Search.awaitHits(ALICE, chat.application(), "pear", 4);
        // When
        Messages.Hits hits =
                Search.hits(ALICE, chat.application(), Map.of("q", "pear", "limit", 1, "facets", "chat,sender"));
        // Then
        assertEquals(
                new Messages.Facets(
                        List.of(new Messages.Count("one", 3), new Messages.Count("two", 1)),
                        List.of(new Messages.Count(ALICE.id(), 3), new Messages.Count(BOB.id(), 1))),
                hits.facets());
    }

    @Test
    void theAnswerSaysHowLongMessagesTakeToBeFound() {
        // Given
        ChatOfTest chat = world.chat("fresh").join(ALICE);
        // When
        chat.say(ALICE, "fresh bread");
        Search.awaitHits(ALICE, chat.application(), "bread", 1);
        // Then
        await().until(() ->
                Search.hits(ALICE, chat.application(), Map.of("q", "bread")).lagMillis() != null);
    }

    @Test
    void pagesGiveEveryHitOnceInOneOrder() {
        // Given
        ChatOfTest chat = world.chat("pages").join(ALICE);
        for (int i = 0; i < 95; i++) {
            chat.say(ALICE, "soup " + (i % 3 == 0 ? "soup soup" : "day"));
        }
        Search.awaitHits(ALICE, chat.application(), "soup", 95);
        List<Messages.Hit> whole = Search.hits(ALICE, chat.application(), Map.of("q", "soup", "limit", 100))
                .items();
        // When
        List<Messages.Hit> paged = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>(Map.of("q", "soup", "limit", 19));
        int pages = 0;
        do {
            Messages.Hits page = Search.hits(ALICE, chat.application(), parameters);
            assertEquals(95, page.total());
            paged.addAll(page.items());
            parameters.put("cursor", page.next());
            pages++;
        } while (parameters.get("cursor") != null);
        // Then
        assertEquals(5, pages);
        assertEquals(95, new HashSet<>(paged).size());
        assertEquals(whole, paged);
    }
}
