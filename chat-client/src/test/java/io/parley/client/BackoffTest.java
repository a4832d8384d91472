package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theWaitDoublesUpToItsBoundAndIsNeverLessThanHalf() {
        // Given
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));

        for (int attempt = 0; attempt < 100; attempt++) {
            // When
            long wait = backoff.before(attempt).toMillis();

            // Then
            long ceiling = Math.min(5_000, 100L << Math.min(attempt, 20));
            assertTrue(wait >= ceiling / 2 && wait <= ceiling, "attempt " + attempt + " waits " + wait);
        }
    }
}
