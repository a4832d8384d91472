package io.parley.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What each second of a run was like. */
public final class Timeline {
    /**
     * One second.
     *
     * @param messages that came to their last recipient in it
     * @param p50 and the others: microseconds to the last recipient
     */
    public record Second(int second, long messages, long p50, long p99, long max) {}

    private static final long SECOND = 1_000_000_000;

    private final List<Second> seconds = new ArrayList<>();
    private final Histogram current = Tally.histogram();
    private long begun;

    void begin(long now) {
        begun = now;
        seconds.clear();
        current.reset();
    }

    void complete(long now, long micros) {
        if (begun == 0) {
            return;
        }
        while (now - begun >= (seconds.size() + 1) * SECOND) {
            close();
        }
        current.recordValue(micros);
    }

    private void close() {
        seconds.add(new Second(
                seconds.size(),
                current.getTotalCount(),
                current.getValueAtPercentile(50),
                current.getValueAtPercentile(99),
                current.getMaxValue()));
        current.reset();
    }

    /** The whole seconds so far. */
    public List<Second> seconds() {
        return List.copyOf(seconds);
    }
}
