package io.parley.bench.report;

import java.util.Map;

/**
 * One repetition of one workload on one target.
 *
 * @param workload its id, such as {@code w1}
 * @param title what it does
 * @param target the target's name
 * @param targetTitle what the target is
 * @param repetition from 1 on
 * @param parameters of the workload, for people
 */
public record Result(
        String workload,
        String title,
        String target,
        String targetTitle,
        int repetition,
        Map<String, String> parameters,
        Outcome outcome) {
    /** Where repetitions of the same thing meet. */
    public record Key(String workload, String variant, String target) {}

    public Key key() {
        return new Key(workload, outcome.variant(), target);
    }

    /** Whether it counts. */
    public boolean valid() {
        return outcome.faults().isEmpty();
    }
}
