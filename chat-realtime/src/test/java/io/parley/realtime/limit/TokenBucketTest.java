package io.parley.realtime.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long NOW = 1_000_000;

    @Test
    void theBurstIsThereAtOnceAndThenTheRateHolds() {
        TokenBucket bucket = new TokenBucket(10, 3, NOW);

        assertEquals(0, bucket.take(1, NOW));
        assertEquals(0, bucket.take(1, NOW));
        assertEquals(0, bucket.take(1, NOW));
        assertEquals(100, bucket.take(1, NOW));
        assertEquals(50, bucket.take(1, NOW + 50));
        assertEquals(0, bucket.take(1, NOW + 100));
        assertEquals(100, bucket.take(1, NOW + 100));
    }

    @Test
    void whoWaitsAsLongAsToldIsLetThrough() {
        TokenBucket bucket = new TokenBucket(7, 5, NOW);
        bucket.take(5, NOW);

        long wait = bucket.take(3, NOW);

        assertEquals(0, bucket.take(3, NOW + wait));
    }

    @Test
    void whatIsLargerThanTheBucketPassesWhenItIsFullAndIsPaidForAfterwards() {
        TokenBucket bucket = new TokenBucket(10, 10, NOW);

        assertEquals(0, bucket.take(30, NOW));

        assertEquals(2_100, bucket.take(1, NOW));
    }

    @Test
    void whoAreToldToComeBackInTurnAllGetThroughThen() {
        TokenBucket bucket = new TokenBucket(50, 1, NOW);
        bucket.takeInTurn(NOW);

        List<Long> turns =
                Stream.generate(() -> bucket.takeInTurn(NOW)).limit(100).toList();

        assertEquals(20, turns.getFirst());
        assertEquals(2_000, turns.getLast());
        turns.forEach(wait -> assertEquals(0, bucket.takeInTurn(NOW + wait), "after " + wait));
        assertEquals(20, bucket.takeInTurn(NOW + 2_000));
    }

    @Test
    void nobodyIsToldToWaitForEver() {
        TokenBucket bucket = new TokenBucket(1, 1, NOW);

        List<Long> turns =
                Stream.generate(() -> bucket.takeInTurn(NOW)).limit(100).toList();

        assertEquals(10_000, turns.getLast());
    }

    @Test
    void zeroIsNoLimit() {
        TokenBucket bucket = new TokenBucket(0, 0, NOW);

        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, bucket.take(1_000, NOW));
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotStopIt() {
        TokenBucket bucket = new TokenBucket(10, 1, NOW);
        bucket.take(1, NOW);

        long wait = bucket.take(1, NOW - 3_600_000);

        assertEquals(100, wait);
        assertEquals(0, bucket.take(1, NOW - 3_600_000 + wait));
        assertFalse(bucket.isFull(NOW - 3_600_000 + wait));
        assertTrue(bucket.isFull(NOW));
    }
}
