package io.parley.bench.workload;

import io.parley.bench.report.Outcome;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.target.Target;
import java.util.List;

/** What no peer has. */
interface ParleyWorkload extends Workload {
    @Override
    default boolean suits(Target target) {
        return target instanceof ParleyTarget;
    }

    @Override
    default List<Outcome> run(Target target, Bench bench, int repetition) {
        return run((ParleyTarget) target, bench, repetition);
    }

    /** Runs it once. */
    List<Outcome> run(ParleyTarget parley, Bench bench, int repetition);
}
