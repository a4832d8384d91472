package io.parley.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against processes that say themselves what they have used. */
@EnabledOnOs(OS.LINUX)
class ProcessTreesTest {
    /** Works in a child that ends and in itself, and then says by bash's own account what both took: user and system. */
    private static final String WORK = """
            (for ((i = 0; i < 300000; i++)); do :; done)
            for ((i = 0; i < 300000; i++)); do :; done
            times
            read -r _
            """;

    @Test
    void cpuOfAProcessAndOfItsEndedChildrenIsWhatItSaysItself() throws IOException, InterruptedException {
        // Given
        Process bash = new ProcessBuilder("bash", "-c", WORK).start();
        try (BufferedReader said = bash.inputReader(StandardCharsets.UTF_8)) {
            double millis = millis(said.readLine() + " " + said.readLine());

            // When
            Map<String, Long> cpu = new ProcessTrees(Map.of("bash", bash.pid())).cpuMicros();

            // Then: clock ticks of 10 ms for each of four sums
            assertTrue(millis > 50, "too little work: " + millis);
            assertEquals(millis, cpu.get("bash") / 1_000.0, 60);
        } finally {
            bash.destroy();
            bash.waitFor();
        }
    }

    /** Of times like {@code 0m1.234s}. */
    private static double millis(String times) {
        return Pattern.compile("(\\d+)m([\\d.]+)s")
                .matcher(times)
                .results()
                .mapToDouble(
                        time -> Integer.parseInt(time.group(1)) * 60_000 + Double.parseDouble(time.group(2)) * 1_000)
                .sum();
    }

    @Test
    void memoryOfThisJvmIsMoreThanItsHeap() {
        // Given
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();

        // When
        Map<String, Long> bytes =
                new ProcessTrees(Map.of("this", ProcessHandle.current().pid())).bytes();

        // Then
        assertTrue(bytes.get("this") > used / 2, bytes::toString);
    }

    @Test
    void processThatIsGoneHasNothing() throws IOException, InterruptedException {
        // Given
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        // When
        ProcessTrees trees = new ProcessTrees(Map.of("gone", ended.pid()));

        // Then
        assertEquals(Map.of("gone", 0L), trees.cpuMicros());
        assertEquals(Map.of("gone", 0L), trees.bytes());
    }
}
