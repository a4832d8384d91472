package io.parley.contract.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is on the wire is what the samples show, for every type of the contract. */
class GoldenSamplesTest {
    private static final List<Sample> SAMPLES = Sample.ALL;

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everySampleIsReadAndWrittenBackEqual(Sample sample) throws IOException {
        // Given
        Object record = sample.read();

        // When
        byte[] written = Json.bytes(record);

        // Then: compared as texts of trees, since one reader may hold a small number as int and the other as long
        assertAll(
                () -> assertEquals(
                        Json.MAPPER.readTree(Golden.bytes(sample.file())).toPrettyString(),
                        Json.MAPPER.readTree(written).toPrettyString()),
                () -> assertEquals(record, Json.MAPPER.readValue(written, sample.type())));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void membersOfANewerVersionAreIgnored(Sample sample) throws IOException {
        // Given
        ObjectNode newer = (ObjectNode) Json.MAPPER.readTree(Golden.bytes(sample.file()));
        newer.put("addedInTheFuture", true);

        // When
        Object read = Json.MAPPER.treeToValue(newer, sample.type());

        // Then
        assertEquals(sample.read(), read);
    }

    @Test
    void theEventBundleIsReadAndWrittenBackByteForByte() {
        // Given
        byte[] sample = Golden.bytes("event-bundle.ndjson");

        // When
        List<EventBundle.Entry> entries = EventBundle.decode(sample);
        List<EventBundle.Entry> encodedAgain = entries.stream()
                .map(entry -> EventBundle.Entry.of(entry.envelope(), entry.event()))
                .toList();

        // Then
        assertEquals(
                Golden.text("event-bundle.ndjson"),
                new String(EventBundle.encode(encodedAgain), StandardCharsets.UTF_8));
    }

    @Test
    void everyFileOfTheFolderIsASample() {
        // Given
        Set<String> known = new TreeSet<>(Set.of("event-bundle.ndjson"));
        SAMPLES.forEach(sample -> known.add(sample.file()));

        // When
        Set<String> present = new TreeSet<>(Golden.names());

        // Then
        assertEquals(known, present);
    }

    @Test
    void everyRecordAndEachOfItsMembersIsInASample() {
        // Given
        Set<String> sampled = new TreeSet<>();
        SAMPLES.forEach(sample -> collect(sample.read(), sampled));
        EventBundle.decode(Golden.bytes("event-bundle.ndjson")).forEach(entry -> collect(entry.envelope(), sampled));

        // When
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : WireTypes.records()) {
            for (RecordComponent component : type.getRecordComponents()) {
                missing.add(name(component));
            }
        }
        missing.removeAll(sampled);

        // Then
        assertTrue(missing.isEmpty(), () -> "No sample shows " + missing);
    }

    private static void collect(Object value, Set<String> sampled) {
        switch (value) {
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    Object member = member(record, component);
                    if (member != null) {
                        sampled.add(name(component));
                        collect(member, sampled);
                    }
                }
            }
            case Collection<?> items ->
                items.stream().filter(item -> item != null).forEach(item -> collect(item, sampled));
            case Map<?, ?> map -> collect(map.values(), sampled);
            default -> {}
        }
    }

    private static Object member(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getName() + "." + component.getName();
    }
}
