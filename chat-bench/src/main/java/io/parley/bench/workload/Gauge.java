package io.parley.bench.workload;

import io.parley.bench.load.Traffic;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.Target;
import io.parley.bench.wire.LoadLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What traffic and processes had done until a moment; two of them are a measurement. */
record Gauge(Traffic.Progress progress, Map<String, Long> cpuMicros, long driverNanos) {
    /** Processes that work for search only; no peer has the like. */
    private static final Set<String> SEARCH = Set.of("chat-indexer", "OpenSearch");
    /** From here on the figures would be the driver's own. */
    private static final double DRIVER_LIMIT = 0.85;

    static Gauge read(Traffic traffic, Target target, LoadLoop loop) {
        return new Gauge(traffic.progress(), target.processes().cpuMicros(), loop.cpuNanos());
    }

    double secondsSince(Gauge begin) {
        return (progress.at() - begin.progress.at()) / 1e9;
    }

    long messagesSince(Gauge begin) {
        return progress.messages() - begin.progress.messages();
    }

    double rateSince(Gauge begin) {
        return messagesSince(begin) / secondsSince(begin);
    }

    /** CPU microseconds for a message, of all processes. */
    double cpuSince(Gauge begin) {
        return perMessage(begin).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Milliseconds that each process has used between two readings. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> used = new LinkedHashMap<>();
        after.forEach((name, micros) -> used.put(name, (micros - before.getOrDefault(name, micros)) / 1_000));
        return used;
    }

    private Map<String, Double> perMessage(Gauge begin) {
        double messages = Math.max(1, messagesSince(begin));
        Map<String, Double> used = new LinkedHashMap<>();
        cpuMicros.forEach(
                (name, micros) -> used.put(name, (micros - begin.cpuMicros.getOrDefault(name, micros)) / messages));
        return used;
    }

    /** Adds what happened since. */
    void describe(Gauge begin, Outcome outcome) {
        double seconds = secondsSince(begin);
        long deliveries = progress.deliveries() - begin.progress.deliveries();
        Map<String, Double> cpu = perMessage(begin);
        outcome.cpu(cpu);
        outcome.put(Figure.MESSAGES_PER_SECOND, rateSince(begin))
                .put(Figure.DELIVERIES_PER_SECOND, deliveries / seconds)
                .put(Figure.CPU, cpuSince(begin))
                .put(
                        Figure.CPU_WITHOUT_SEARCH,
                        cpu.entrySet().stream()
                                .filter(process -> !SEARCH.contains(process.getKey()))
                                .mapToDouble(Map.Entry::getValue)
                                .sum());
        double driver = (driverNanos - begin.driverNanos) / 1e9;
        outcome.put(Figure.DRIVER_BUSY, driver / seconds)
                .put(Figure.DRIVER_CPU, driver * 1e6 / Math.max(1, deliveries));
        if (driver / seconds >= DRIVER_LIMIT) {
            outcome.fault("the driver was the bottleneck: busy %.0f%% of the time".formatted(100 * driver / seconds));
        }
    }
}
