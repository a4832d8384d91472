package io.parley.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.ledger.evidence.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** History, sync, cache and search index are compared by the same rules. */
class ViewsTest {
    private final History history = new History("ben");
    private final Truth.Chat chat = history.chat();
    private final List<Seen> page = new ArrayList<>(
            chat.messages().stream().map(message -> History.seen(message, 1)).toList());

    private List<Finding.Kind> kinds(List<Truth.Stored> expected) {
        return Views.compare("history", expected, page, chat, History.NOW).stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void theSamePagesHaveNoFindings() {
        assertEquals(List.of(), kinds(chat.messages()));
    }

    @Test
    void aMissingMessageIsLost() {
        page.remove(1);

        assertEquals(List.of(Finding.Kind.LOST), kinds(chat.messages()));
    }

    @Test
    void aRepeatedMessageIsDoubled() {
        page.add(page.get(1));

        assertEquals(List.of(Finding.Kind.DOUBLED), kinds(chat.messages()));
    }

    @Test
    void swappedMessagesAreOutOfOrder() {
        Collections.swap(page, 1, 2);

        assertEquals(List.of(Finding.Kind.OUT_OF_ORDER), kinds(chat.messages()));
    }

    @Test
    void aMessageThatTheReaderMayNotSeeIsLeaked() {
        assertEquals(List.of(Finding.Kind.LEAKED), kinds(chat.visibleTo("cid")));
    }

    @Test
    void aMessageThatIsNotStoredIsDifferent() {
        Seen first = page.getFirst();
        page.add(new Seen(first.chat(), 99, first.kind(), 99, 1, null, 1));

        assertEquals(List.of(Finding.Kind.DIFFERENT), kinds(chat.messages()));
    }

    @Test
    void aCacheMayHoldLessButNothingElse() {
        // Given
        Message second = new Message(2, 5, "ann-2", "ann", "text 2", null, null, Instant.EPOCH);
        Message stale = new Message(3, 6, "ann-3", "ann", "text of before", null, null, Instant.EPOCH);

        // Then
        assertEquals(List.of(), Cache.check("cache", List.of("5|" + Json.string(second), "2"), chat, History.NOW));
        assertEquals(
                List.of(Finding.Kind.DIFFERENT),
                Cache.check("cache", List.of("6|" + Json.string(stale), "3"), chat, History.NOW).stream()
                        .map(Finding::kind)
                        .toList());
    }

    @Test
    void anIndexThatLacksAMessageIsExcusedOnlyByAWipe() {
        // Given
        page.removeFirst();
        String place = History.APPLICATION + " " + History.CHAT;
        Index.Content index = new Index.Content(
                Map.of(place, page),
                Map.of(
                        History.APPLICATION + " ann", java.util.Set.of(History.CHAT),
                        History.APPLICATION + " ben", java.util.Set.of(History.CHAT)));
        Truth truth = new Truth(List.of(chat));

        // Then
        Searches searches = new Searches(truth, index, History.NOW);
        assertEquals(
                List.of(Finding.Kind.LOST),
                searches.documents(List.of()).stream().map(Finding::kind).toList());
        assertEquals(List.of(), searches.documents(List.of(4L)));
    }
}
