package io.parley.ledger.fault;

import java.util.random.RandomGenerator;

/**
 * How long faults last.
 *
 * @param frozenMillis how long a process stands still
 * @param awayMillis how long at most something is gone that its users can do without
 * @param linkMillis how long at most a link is out of order
 * @param lockedMillis how long the messages' table is locked
 */
public record Pace(int frozenMillis, int awayMillis, int linkMillis, int lockedMillis) {
    /** Of a run of minutes. */
    public static final Pace LONG = new Pace(10_000, 120_000, 25_000, 4_000);

    /** Of a run that is a test. */
    public static final Pace SHORT = new Pace(4_000, 5_000, 4_000, 4_000);

    /** Sleeps for a part of that time. */
    void upTo(int mostMillis, RandomGenerator random) throws InterruptedException {
        Thread.sleep(mostMillis / 5 + random.nextInt(mostMillis - mostMillis / 5));
    }
}
