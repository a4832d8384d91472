package io.parley.bench.workload;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param measured how long each run counts
 * @param warmUp at most so long before the first run of each workload on each target
 */
public record Options(int repetitions, Duration measured, Duration warmUp, int users, long stored) {
    private static final Duration RUN_IN = Duration.ofSeconds(3);

    /** For that repetition: from the second one on the servers are warm, and only the run itself must get going. */
    Duration warmUp(int repetition) {
        return repetition == 1 || warmUp.compareTo(RUN_IN) < 0 ? warmUp : RUN_IN;
    }
}
