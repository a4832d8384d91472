package io.parley.contract.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.contract.permission.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The documents say what the contract says. After a change of samples, put them into the documents with
 *
 * <pre>./mvnw -pl chat-contract test -Dparley.regenerate=true</pre>
 */
class ProtocolDocumentsTest {
    private static final List<ProtocolDocument> DOCUMENTS = ProtocolDocument.all();
    /** Free-form: what the application attached. */
    private static final Set<String> OPAQUE = Set.of("metadata", "payload", "known");

    @ParameterizedTest
    @FieldSource("DOCUMENTS")
    void theSamplesInADocumentAreTheGoldenOnes(ProtocolDocument document) {
        document.samples()
                .forEach(sample -> assertEquals(Golden.text(sample.golden()), sample.text(), sample.golden()));
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTS")
    void aDocumentShowsNoJsonBesides(ProtocolDocument document) {
        assertEquals(document.samples().size(), document.jsonFences());
    }

    @Test
    void everySampleIsInADocument() {
        Set<String> shown = DOCUMENTS.stream()
                .flatMap(document -> document.samples().stream())
                .map(ProtocolDocument.Embedded::golden)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(Golden.names()), shown);
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTS")
    void everyMemberThatASampleShowsIsDescribedInItsDocument(ProtocolDocument document) {
        Set<String> members = new TreeSet<>();
        document.samples().stream()
                .flatMap(sample ->
                        sample.golden().endsWith(".ndjson") ? sample.text().lines() : Stream.of(sample.text()))
                .forEach(json -> collect(tree(json), members));

        members.removeIf(document::names);

        assertTrue(members.isEmpty(), () -> document + " does not describe " + members);
    }

    @Test
    void theTableOfErrorsIsThatOfTheCode() {
        assertEquals(
                Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(
                                "`" + code.wire() + "`",
                                String.valueOf(code.status()),
                                code.retryable() ? "yes" : "no",
                                code.meaning()))
                        .toList(),
                firstCells(ProtocolDocument.read("rest.md").table("### Error codes"), 4));
    }

    @Test
    void theTableOfCloseCodesIsThatOfTheCode() {
        assertEquals(
                Arrays.stream(CloseCode.values())
                        .map(code -> List.of(String.valueOf(code.code()), "`" + code.name() + "`", code.reason()))
                        .toList(),
                firstCells(ProtocolDocument.read("websocket.md").table("## Close codes"), 3));
    }

    @Test
    void theTableOfBoundsIsThatOfTheCode() {
        assertEquals(
                Arrays.stream(Limits.class.getFields())
                        .map(bound -> List.of("`" + bound.getName() + "`", value(bound)))
                        .toList(),
                firstCells(ProtocolDocument.read("rest.md").table("## Bounds"), 2));
    }

    @Test
    void theTableOfPermissionsIsThatOfTheCode() {
        List<List<String>> expected = Arrays.stream(Action.values())
                .map(action -> Stream.concat(
                                Stream.of(action.words()),
                                Arrays.stream(Standing.values()).map(standing -> action.allows(standing) ? "yes" : "–"))
                        .toList())
                .toList();
        ProtocolDocument permissions = ProtocolDocument.read("permissions.md");
        if (Checkout.REGENERATE) {
            permissions = permissions.withTable("## Matrix", expected);
        }

        assertEquals(expected, permissions.table("## Matrix"));
    }

    /** What is left is for people, and must not be empty. */
    private static List<List<String>> firstCells(List<List<String>> rows, int count) {
        rows.forEach(row -> assertFalse(row.size() <= count || row.getLast().isBlank(), row::toString));
        return rows.stream().map(row -> row.subList(0, count)).toList();
    }

    private static String value(Field bound) {
        try {
            return "%,d".formatted(bound.getInt(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, Set<String> members) {
        node.properties().forEach(member -> {
            members.add(member.getKey());
            if (!OPAQUE.contains(member.getKey())) {
                collect(member.getValue(), members);
            }
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, members));
        }
    }
}
