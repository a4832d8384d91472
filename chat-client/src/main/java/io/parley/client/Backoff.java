package io.parley.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: uniformly between half of and the whole of a time that doubles from
 * {@code first} to {@code most}. The randomness keeps the clients of a lost node from all coming back at once; the
 * lower half keeps a client from coming back at once several times in a row.
 */
record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param attempt 0 for the first after a connection that was ready */
    Duration before(int attempt) {
        long ceiling = Math.min(most.toMillis(), first.toMillis() << Math.min(attempt, MOST_DOUBLINGS));
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
