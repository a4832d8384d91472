package io.parley.indexer.judged;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.broker.EventBundle;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How well the product finds, by the queries in {@code judged/queries}; the figures are written to a report. */
@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class JudgedTest {
    private static final Path REPORT = Path.of("target", "search-quality.md");
    private static final String ALL = "all";
    private static final TestUser ALICE = TestUsers.user("alice");

    @Inject
    World world;

    @Inject
    Clock clock;

    /** Ids of messages, by where they are. */
    private final Map<String, String> ids = new HashMap<>();

    @Test
    void whatShouldBeFoundIsAndWhatShouldNotIsNot() {
        // Given
        List<Corpus.Line> corpus = Corpus.read();
        List<Judgement> judgements = Judgement.read();
        UUID application = index(corpus);
        // When
        List<Outcome> outcomes = judgements.stream()
                .map(judgement -> Outcome.of(judgement, found(application, judgement.query())))
                .toList();
        // Then
        new Report(outcomes, corpus).write(REPORT);
        assertTrue(corpus.size() >= 2_000, "messages");
        assertTrue(judgements.size() >= 150, "queries");
        List<Executable> demands = new ArrayList<>();
        outcomes.forEach(outcome -> demands.add(() -> assertEquals(
                List.of(),
                outcome.forbidden(),
                () -> "found by " + outcome.judgement().query())));
        Corpus.table("floors.tsv").forEach(floor -> demands.add(() -> reaches(floor, outcomes)));
        assertAll(demands);
    }

    private static void reaches(List<String> floor, List<Outcome> outcomes) {
        String language = floor.getFirst();
        Figures measured = Figures.of(outcomes.stream()
                .filter(outcome -> Set.of(ALL, outcome.judgement().language()).contains(language))
                .toList());
        assertAll(
                language + ": " + measured,
                () -> assertTrue(measured.recall() >= Double.parseDouble(floor.get(1)), "recall"),
                () -> assertTrue(measured.precision() >= Double.parseDouble(floor.get(2)), "precision"),
                () -> assertTrue(measured.ndcg() >= Double.parseDouble(floor.get(3)), "nDCG"));
    }

    /** Each language in a chat of its own, all in one application, and so in one search. */
    private UUID index(List<Corpus.Line> corpus) {
        Map<String, List<Corpus.Line>> languages =
                corpus.stream().collect(Collectors.groupingBy(Corpus.Line::language));
        ChatOfTest first = world.chat("first");
        Instant now = clock.instant();
        languages.forEach((language, lines) -> {
            ChatOfTest chat = first.sibling(language).join(ALICE);
            List<EventBundle.Entry> entries = new ArrayList<>();
            for (Corpus.Line line : lines) {
                Message message = chat.message(ALICE, line.text(), now.minus(Duration.ofDays(line.days())));
                ids.put(language + "|" + message.seq(), line.id());
                entries.add(chat.created(message));
            }
            world.publish(entries);
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> Search.hits(ALICE, first.application(), Map.of("sender", "me"))
                                .total()
                        == corpus.size());
        return first.application();
    }

    private List<String> found(UUID application, String query) {
        Messages.Hits hits = Search.hits(ALICE, application, Map.of("q", query, "limit", 100));
        return hits.items().stream()
                .map(hit -> hit.chat() + "|" + hit.message().seq())
                .map(ids::get)
                .toList();
    }
}
