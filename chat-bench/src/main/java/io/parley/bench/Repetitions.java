package io.parley.bench;

import io.parley.bench.load.LoadException;
import io.parley.bench.report.Outcome;
import io.parley.bench.report.Result;
import io.parley.bench.target.Target;
import io.parley.bench.workload.Bench;
import io.parley.bench.workload.Floors;
import io.parley.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs every workload on every target in turn, again and again: what the machine does meanwhile, faster or slower, meets
 * all targets alike.
 */
final class Repetitions {
    private final Bench bench;
    private final Consumer<Result> hear;

    Repetitions(Bench bench, Consumer<Result> hear) {
        this.bench = bench;
        this.hear = hear;
    }

    List<Result> run(List<Workload> workloads, List<Target> targets) {
        List<Result> all = new ArrayList<>();
        for (Workload workload : workloads) {
            for (int repetition = 1; repetition <= workload.repetitions(bench.options()); repetition++) {
                for (Target target : targets) {
                    if (workload.suits(target)) {
                        all.addAll(run(workload, target, repetition));
                    }
                }
            }
        }
        return all;
    }

    /** What the machine can do at all, as often. */
    List<Result> floors() {
        List<Result> all = new ArrayList<>();
        Floors floors = new Floors(bench);
        for (int repetition = 1; repetition <= bench.options().repetitions(); repetition++) {
            List<Result> results = floors.run(repetition);
            results.forEach(hear);
            all.addAll(results);
        }
        return all;
    }

    private List<Result> run(Workload workload, Target target, int repetition) {
        List<Result> results = outcomes(workload, target, repetition).stream()
                .map(outcome -> new Result(
                        workload.id(),
                        workload.title(),
                        target.name(),
                        target.title(),
                        repetition,
                        workload.parameters(bench.options()),
                        outcome))
                .toList();
        results.forEach(hear);
        return results;
    }

    private List<Outcome> outcomes(Workload workload, Target target, int repetition) {
        try {
            return workload.run(target, bench, repetition);
        } catch (LoadException e) {
            return List.of(new Outcome("").fault(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // Hours of other runs shall not be lost by it; void it is all the same.
            return List.of(new Outcome("").fault(e.toString()));
        }
    }
}
