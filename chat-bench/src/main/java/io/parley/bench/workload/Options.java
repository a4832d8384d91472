package io.parley.bench.workload;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param measured how long each run counts
 * @param warmUp at most so long before the first run of each workload on each target
 */
public record Options(int repetitions, Duration measured, Duration warmUp, int users, long stored) {
    private static final Duration RUN_IN = Duration.ofSeconds(4);

    /** Where the servers are warm, only the run itself must get going. */
    Duration warmUp(boolean warm) {
        return warm && warmUp.compareTo(RUN_IN) > 0 ? RUN_IN : warmUp;
    }
}
