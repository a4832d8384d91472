package io.parley.contract.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.golden.Golden;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBundleTest {
    private static final UUID APPLICATION = UUID.fromString("5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.120Z");

    @Test
    void theFrameIsPassedOnByteForByte() {
        EventBundle.Entry entry = message(1, "with\nline breaks\r\n and \u2028");

        EventBundle.Entry decoded =
                EventBundle.decode(EventBundle.encode(List.of(entry))).getFirst();

        assertEquals(entry.envelope(), decoded.envelope());
        assertArrayEquals(entry.frame(), decoded.frame());
        assertEquals(entry.event(), decoded.event());
    }

    @Test
    void aBundleOfNothingIsEmpty() {
        assertEquals(0, EventBundle.encode(List.of()).length);
        assertEquals(List.of(), EventBundle.decode(new byte[0]));
        assertEquals(List.of(), EventBundle.encodeSplit(List.of()));
    }

    @Test
    void manyEventsAreSplitInOrderWithinTheBound() {
        List<EventBundle.Entry> entries = IntStream.rangeClosed(1, 300)
                .mapToObj(rev -> message(rev, "x".repeat(9_000)))
                .toList();

        List<byte[]> bundles = EventBundle.encodeSplit(entries);

        List<Long> revs = new ArrayList<>();
        for (byte[] bundle : bundles) {
            assertTrue(bundle.length <= EventBundle.MAX_BYTES, () -> bundle.length + " bytes");
            EventBundle.decode(bundle)
                    .forEach(entry -> revs.add(entry.envelope().rev()));
        }
        assertEquals(IntStream.rangeClosed(1, 300).mapToObj(Long::valueOf).toList(), revs);
        assertEquals(6, bundles.size());
    }

    @Test
    void theBoundHoldsForDirectedEventsWhoseEnvelopesAreLong() {
        List<String> recipients = IntStream.range(0, 256)
                .mapToObj(i -> "%s-%03d".formatted("u".repeat(251), i))
                .toList();
        List<EventBundle.Entry> entries = IntStream.rangeClosed(1, 20)
                .mapToObj(rev -> message(rev, "short", recipients))
                .toList();

        List<byte[]> bundles = EventBundle.encodeSplit(entries);

        bundles.forEach(bundle -> assertTrue(bundle.length <= EventBundle.MAX_BYTES, () -> bundle.length + " bytes"));
    }

    @Test
    void anEventLargerThanTheBoundTravelsAlone() {
        List<EventBundle.Entry> entries =
                List.of(message(1, "a"), message(2, "x".repeat(EventBundle.MAX_BYTES)), message(3, "b"));

        List<byte[]> bundles = EventBundle.encodeSplit(entries);

        assertEquals(
                List.of(1, 1, 1),
                bundles.stream()
                        .map(bundle -> EventBundle.decode(bundle).size())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 300, 301, 302, 400})
    void aBundleThatWasCutOffIsRefusedAsAWhole(int removed) {
        byte[] bundle = Golden.bytes("event-bundle.ndjson");
        byte[] truncated = Arrays.copyOf(bundle, bundle.length - removed);

        assertThrows(UncheckedIOException.class, () -> EventBundle.decode(truncated));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "{}", "not json\n{}\n", "[]\n{}\n", "{\"rev\":\"1\"}\n{}\n"})
    void whatIsNoBundleIsRefused(String text) {
        assertThrows(UncheckedIOException.class, () -> EventBundle.decode(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anEnvelopeNamesTheSenderAmongThoseWhoMaySee() {
        Envelope envelope = message(1, "psst", List.of("bob")).envelope();

        assertEquals(List.of("bob", "alice"), envelope.to());
        assertTrue(envelope.visibleTo("alice"));
        assertTrue(envelope.visibleTo("bob"));
        assertEquals(false, envelope.visibleTo("carol"));
    }

    @Test
    void aSenderWhoIsARecipientIsNamedOnce() {
        assertEquals(
                List.of("alice", "bob"),
                message(1, "note to us", List.of("alice", "bob")).envelope().to());
    }

    private static EventBundle.Entry message(long rev, String text) {
        return message(rev, text, null);
    }

    private static EventBundle.Entry message(long rev, String text, @Nullable List<String> recipients) {
        Message message = new Message(rev, rev, "c-" + rev, "alice", text, recipients, null, NOW);
        Event event = new Event.MessageCreated("kitchen", rev, message);
        return EventBundle.Entry.of(Envelope.of(APPLICATION, rev - 1, event, NOW), event);
    }
}
