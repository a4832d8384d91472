package io.parley.bench.workload;

import io.parley.bench.report.Outcome;
import io.parley.bench.target.Target;
import java.util.List;
import java.util.Map;

/** Something that is done to a target and measured. */
public interface Workload {
    /** Short name for options, files and tables. */
    String id();

    /** What it is, for people. */
    String title();

    /** What it was measured with. */
    Map<String, String> parameters(Options options);

    /** How often it is run. */
    default int repetitions(Options options) {
        return options.repetitions();
    }

    /** Whether it makes sense there. */
    boolean suits(Target target);

    /** Runs it once. What does not count says so in the outcome. */
    List<Outcome> run(Target target, Bench bench, int repetition);
}
