package io.parley.bench.workload;

import io.parley.bench.load.Traffic;
import io.parley.bench.target.Target;
import io.parley.bench.wire.LoadLoop;
import java.time.Duration;

/**
 * Waits until a target does not get faster any more: until two windows in succession differ by less than 5%. A closed loop
 * shows it by messages a second, an open one, whose rate is given, by the CPU that a message takes.
 */
final class WarmUp {
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double STEADY = 0.05;

    private final Traffic traffic;
    private final Target target;
    private final LoadLoop loop;

    WarmUp(Traffic traffic, Target target, LoadLoop loop) {
        this.traffic = traffic;
        this.target = target;
        this.loop = loop;
    }

    /** Seconds that it took. */
    double run(Traffic.Shape shape, Duration atMost) {
        long begun = System.nanoTime();
        Duration window = atMost.dividedBy(2).compareTo(WINDOW) < 0 ? atMost.dividedBy(2) : WINDOW;
        Gauge last = Gauge.read(traffic, target, loop);
        double before = 0;
        while (System.nanoTime() - begun < atMost.toNanos()) {
            Waiting.pass(window);
            Gauge now = Gauge.read(traffic, target, loop);
            double value =
                    switch (shape) {
                        case Traffic.Shape.Closed _ -> now.rateSince(last);
                        case Traffic.Shape.Open _ -> now.cpuSince(last);
                    };
            if (Math.abs(value - before) < STEADY * value) {
                break;
            }
            before = value;
            last = now;
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
