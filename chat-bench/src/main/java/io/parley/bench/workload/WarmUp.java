package io.parley.bench.workload;

import io.parley.bench.load.Traffic;
import io.parley.bench.target.Target;
import io.parley.bench.wire.LoadLoop;
import java.time.Duration;

/**
 * Waits until a message does not take less CPU any more: until it takes hardly less than two windows before. Compilers
 * work for minutes, and what they do counts as work for messages until they have done it.
 */
final class WarmUp {
    private static final Duration WINDOW = Duration.ofSeconds(8);
    private static final double STEADY = 0.97;

    private final Traffic traffic;
    private final Target target;
    private final LoadLoop loop;

    WarmUp(Traffic traffic, Target target, LoadLoop loop) {
        this.traffic = traffic;
        this.target = target;
        this.loop = loop;
    }

    /** Seconds that it took. */
    double run(Duration atMost) {
        long begun = System.nanoTime();
        Duration window = atMost.dividedBy(2).compareTo(WINDOW) < 0 ? atMost.dividedBy(2) : WINDOW;
        Gauge last = Gauge.read(traffic, target, loop);
        double before = Double.MAX_VALUE;
        double twoBefore = Double.MAX_VALUE;
        while (System.nanoTime() - begun < atMost.toNanos()) {
            Waiting.pass(window);
            Gauge now = Gauge.read(traffic, target, loop);
            double cpu = now.cpuSince(last);
            if (cpu > STEADY * twoBefore) {
                break;
            }
            twoBefore = before;
            before = cpu;
            last = now;
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
