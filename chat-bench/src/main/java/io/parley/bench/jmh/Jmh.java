package io.parley.bench.jmh;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package. */
public final class Jmh {
    private static final int ITERATIONS = 5;

    private Jmh() {}

    /**
     * Those whose names a regular expression finds; the results go to that file as JSON too.
     *
     * @param quick one short iteration of each
     */
    public static void run(String names, String file, boolean quick) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(names)
                .forks(1)
                .warmupIterations(quick ? 1 : ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON)
                .result(file);
        try {
            new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
