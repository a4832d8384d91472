package io.parley.bench.workload;

import io.parley.bench.load.Tally;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import org.HdrHistogram.Histogram;

/** What a tally says about time. */
final class Latencies {
    private Latencies() {}

    static void add(Outcome outcome, Tally tally) {
        Histogram delivery = tally.delivery();
        outcome.put(Figure.DELIVERY_P50, delivery.getValueAtPercentile(50))
                .put(Figure.DELIVERY_P99, delivery.getValueAtPercentile(99))
                .put(Figure.DELIVERY_P999, delivery.getValueAtPercentile(99.9))
                .put(Figure.ACK_P50, tally.acknowledgement().getValueAtPercentile(50))
                .put(Figure.ACK_P99, tally.acknowledgement().getValueAtPercentile(99));
        outcome.distribution(delivery);
        outcome.timeline(tally.timeline().seconds());
    }
}
