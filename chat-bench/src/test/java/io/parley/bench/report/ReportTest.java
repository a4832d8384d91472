package io.parley.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.bench.load.Timeline;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Environment HERE = new Environment(
            Instant.parse("2026-01-01T00:00:00Z"),
            "A <fast> CPU",
            2,
            1L << 34,
            "Linux",
            "25",
            "abc1234",
            "before & after");

    private final List<Result> results = new ArrayList<>();

    private Outcome outcome(String target, int repetition, double deliveries) {
        Outcome outcome = new Outcome("");
        outcome.put(Figure.DELIVERIES_PER_SECOND, deliveries)
                .put(Figure.MESSAGES_PER_SECOND, deliveries / 10)
                .put(Figure.CPU, 100);
        outcome.cpu(Map.of("chat-core", 60.0, "PostgreSQL", 40.0));
        outcome.memory(Map.of("chat-core", 100L << 20));
        Histogram histogram = new Histogram(1_000_000, 3);
        histogram.recordValue(1_000);
        histogram.recordValue(9_000);
        outcome.distribution(histogram);
        outcome.timeline(
                List.of(new Timeline.Second(0, 10, 900, 1_900, 2_000), new Timeline.Second(1, 12, 800, 9_000, 9_000)));
        results.add(
                new Result("w1", "saturated", target, "The " + target, repetition, Map.of("window", "256"), outcome));
        return outcome;
    }

    @Test
    void medianIsOfTheRunsThatCount() {
        // Given
        outcome("parley", 1, 100);
        outcome("parley", 2, 900);
        outcome("parley", 3, 300);
        outcome("parley", 4, 1).fault("lost 1");

        // When
        Medians medians = new Medians(results);

        // Then
        assertEquals(
                300, medians.of("w1", "parley", Figure.DELIVERIES_PER_SECOND).orElseThrow());
    }

    @Test
    void tablesShowRatiosToPeersAndWhetherTheyReachTheGoal() {
        // Given
        outcome("parley", 1, 12_000);
        outcome("ejabberd", 1, 2_000);

        // When
        String tables = new Terminal(results).tables();

        // Then
        String goal = tables.lines()
                .filter(line -> line.contains("against ejabberd"))
                .findFirst()
                .orElseThrow();
        assertTrue(goal.contains("6.00x") && goal.endsWith("must"), goal);
    }

    @Test
    void voidRunIsSaidWithItsReasonAndLeftOutOfTheTables() {
        // Given
        outcome("parley", 1, 12_345).fault("lost 3, doubled 0");

        // When
        String tables = new Terminal(results).tables();

        // Then
        assertTrue(tables.contains("VOID: 1 of 1 runs"), tables);
        assertTrue(tables.contains("lost 3, doubled 0"), tables);
        assertFalse(tables.contains("CPU us/msg by process"), tables);
    }

    @Test
    void pageNeedsNothingElseAndItsPlotsAreWellFormed() throws Exception {
        // Given
        outcome("parley", 1, 12_000);
        outcome("bare", 1, 90_000);

        // When
        String page = new Page(HERE, results).text();

        // Then
        assertFalse(page.contains("http"), "refers to something else");
        assertTrue(page.contains("A &lt;fast&gt; CPU") && page.contains("before &amp; after"));
        List<String> plots = plots(page);
        assertEquals(6, plots.size());
        for (String plot : plots) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(plot)));
            assertFalse(plot.contains("NaN"), plot);
        }
    }

    private static List<String> plots(String page) {
        List<String> plots = new ArrayList<>();
        for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
            plots.add(page.substring(at, page.indexOf("</svg>", at) + "</svg>".length()));
        }
        return plots;
    }

    @Test
    void linesAreJsonWithEveryRepetition(@TempDir Path folder) throws IOException {
        // Given
        JsonLines lines = new JsonLines(folder.resolve("run.jsonl"));
        lines.begin(HERE);
        outcome("parley", 1, 100);
        outcome("parley", 2, 200).fault("lost 1");

        // When
        results.forEach(lines::add);

        // Then
        List<JsonNode> read = new ArrayList<>();
        for (String line : Files.readAllLines(lines.file())) {
            read.add(new JsonMapper().readTree(line));
        }
        assertEquals(3, read.size());
        assertEquals("abc1234", read.getFirst().path("commit").asText());
        assertEquals(
                100, read.get(1).path("figures").path("deliveriesPerSecond").asDouble());
        assertFalse(read.getLast().path("valid").asBoolean());
    }
}
