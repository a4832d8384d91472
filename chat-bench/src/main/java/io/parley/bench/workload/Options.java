package io.parley.bench.workload;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param measured how long each run counts
 * @param warmUp at most so long before the first run of each workload on each target
 */
public record Options(int repetitions, Duration measured, Duration warmUp, int users, long stored) {}
