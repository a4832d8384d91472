package io.parley.bench.workload;

import io.parley.bench.target.PeerServers;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What all workloads of an invocation share.
 *
 * @param servers the PostgreSQL that is not Parley's
 * @param say hears what is being done
 */
public record Bench(PeerServers servers, Options options, Consumer<String> say, AtomicLong runs) {
    /** More messages than any run sends. */
    private static final int BITS_OF_A_RUN = 28;

    public Bench(PeerServers servers, Options options, Consumer<String> say) {
        this(servers, options, say, new AtomicLong());
    }

    /** The number below which no message of the next run is. */
    long nextBase() {
        return runs.incrementAndGet() << BITS_OF_A_RUN;
    }
}
