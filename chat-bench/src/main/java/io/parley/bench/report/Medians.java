package io.parley.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The middle of the repetitions that count, by workload, variant and target. */
public final class Medians {
    private final Map<Result.Key, List<Result>> byKey = new LinkedHashMap<>();

    public Medians(List<Result> results) {
        for (Result result : results) {
            if (result.valid()) {
                byKey.computeIfAbsent(result.key(), _ -> new ArrayList<>()).add(result);
            }
        }
    }

    public List<Result.Key> keys() {
        return List.copyOf(byKey.keySet());
    }

    /** The repetitions that count. */
    public List<Result> results(Result.Key key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The median of a figure; nothing where it was not measured. */
    public OptionalDouble of(Result.Key key, Figure figure) {
        return median(key, result -> result.outcome().figures().get(figure));
    }

    public OptionalDouble of(String workload, String target, Figure figure) {
        return of(new Result.Key(workload, "", target), figure);
    }

    /** CPU for a message, of one process. */
    public OptionalDouble cpu(Result.Key key, String process) {
        return median(key, result -> result.outcome().cpu().get(process));
    }

    /** Bytes of one process. */
    public OptionalDouble memory(Result.Key key, String process) {
        return median(key, result -> {
            Long bytes = result.outcome().memory().get(process);
            return bytes == null ? null : bytes.doubleValue();
        });
    }

    private OptionalDouble median(Result.Key key, Function<Result, @org.jspecify.annotations.Nullable Double> value) {
        double[] values = results(key).stream()
                .map(value)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(middle(values));
    }

    static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** The repetition whose figure is the median, or the nearest above: whose curves stand for all. */
    public Result typical(Result.Key key, Figure figure) {
        double median = of(key, figure).orElse(0);
        return results(key).stream()
                .min(java.util.Comparator.comparingDouble(
                        result -> Math.abs(result.outcome().figures().getOrDefault(figure, 0.0) - median)))
                .orElseThrow();
    }
}
