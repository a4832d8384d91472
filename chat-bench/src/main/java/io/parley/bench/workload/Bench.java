package io.parley.bench.workload;

import io.parley.bench.target.Targets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What all workloads of an invocation share.
 *
 * @param say hears what is being done
 */
public record Bench(Targets targets, Options options, Consumer<String> say, AtomicLong runs) {
    /** More messages than any run sends. */
    private static final int BITS_OF_A_RUN = 28;

    public Bench(Targets targets, Options options, Consumer<String> say) {
        this(targets, options, say, new AtomicLong());
    }

    /** The number below which no message of the next run is. */
    long nextBase() {
        return runs.incrementAndGet() << BITS_OF_A_RUN;
    }
}
