package io.parley.bench.report;

import io.parley.bench.load.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** What one run gave. Filled by the workload, read by the reports. */
public final class Outcome {
    /** A point of a distribution: so many percent took at most so many microseconds. */
    public record Percentile(double percent, long micros) {}

    /** Fine enough for a plot that goes to the far end of the tail. */
    private static final int TICKS_PER_HALF = 5;

    private final String variant;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    private final Map<String, Double> cpu = new LinkedHashMap<>();
    private final Map<String, Long> memory = new LinkedHashMap<>();
    private final List<Percentile> percentiles = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<Timeline.Second> timeline = List.of();

    /** {@code variant}: which part of the workload; empty where it has but one. */
    public Outcome(String variant) {
        this.variant = variant;
    }

    public Outcome put(Figure figure, double value) {
        figures.put(figure, value);
        return this;
    }

    /** More of a figure that may be there already. */
    public Outcome add(Figure figure, double value) {
        figures.merge(figure, value, Double::sum);
        return this;
    }

    /** A whole number. */
    public Outcome put(Figure figure, long value) {
        return put(figure, (double) value);
    }

    /** CPU microseconds for each message, by process. */
    public void cpu(Map<String, Double> byProcess) {
        cpu.putAll(byProcess);
    }

    /** Bytes, by process. */
    public void memory(Map<String, Long> byProcess) {
        memory.putAll(byProcess);
    }

    public void timeline(List<Timeline.Second> seconds) {
        timeline = List.copyOf(seconds);
    }

    /** The distribution of a latency in microseconds. */
    public void distribution(Histogram micros) {
        for (HistogramIterationValue value : micros.percentiles(TICKS_PER_HALF)) {
            percentiles.add(new Percentile(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo()));
        }
    }

    /** The run does not count, because of this. */
    public Outcome fault(String why) {
        faults.add(why);
        return this;
    }

    /** What a reader should know. */
    public void note(String what) {
        notes.add(what);
    }

    public String variant() {
        return variant;
    }

    public Map<Figure, Double> figures() {
        return figures;
    }

    public Map<String, Double> cpu() {
        return cpu;
    }

    public Map<String, Long> memory() {
        return memory;
    }

    public List<Percentile> percentiles() {
        return percentiles;
    }

    public List<Timeline.Second> timeline() {
        return timeline;
    }

    /** Why the run is void; empty where it counts. */
    public List<String> faults() {
        return faults;
    }

    public List<String> notes() {
        return notes;
    }
}
