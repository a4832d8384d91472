package io.parley.ledger;

import io.parley.ledger.fault.Chaos;
import io.parley.ledger.fault.Pace;
import java.time.Duration;
import java.util.List;

/**
 * How a run goes.
 *
 * @param seed decides what everybody does, and what is broken when
 * @param duration of traffic and faults
 * @param pauseMillis mean pause between two operations of one writer
 * @param quietMillis traffic without any fault at the end
 * @param plan of the faults
 */
record Settings(long seed, Duration duration, int pauseMillis, int quietMillis, Chaos.Plan plan) {
    private static final int PAUSE_MILLIS = 350;
    private static final int QUIET_MILLIS = 5_000;

    /** Faults one after the other and some together, for that time; no kinds: all. */
    static Settings lasting(long seed, Duration duration, List<String> kinds) {
        return new Settings(
                seed,
                duration,
                PAUSE_MILLIS,
                QUIET_MILLIS,
                new Chaos.Plan(seed, kinds, false, Pace.LONG, 3, 8_000, Integer.MAX_VALUE));
    }

    /** Each fault that a test can afford, once, as quickly as they can follow each other. */
    static Settings brief(long seed) {
        return new Settings(
                seed,
                Duration.ofMinutes(3),
                PAUSE_MILLIS,
                1_000,
                new Chaos.Plan(seed, List.of(), true, Pace.SHORT, 4, 500, 1));
    }
}
