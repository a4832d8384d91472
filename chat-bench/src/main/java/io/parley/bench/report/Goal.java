package io.parley.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What Parley should reach, as a ratio to something measured in the same run, or as a figure.
 *
 * @param atLeast whether more is better
 * @param unit what follows the number: {@code x} for ratios
 */
record Goal(
        String title,
        double must,
        double aim,
        boolean atLeast,
        String unit,
        Function<Medians, OptionalDouble> measure) {
    /** Nothing where what it compares was not measured. */
    OptionalDouble reached(Medians medians) {
        return measure.apply(medians);
    }

    /** Title, must, aim, what was reached, and which of both that is. */
    List<String> row(double reached) {
        return List.of(title, format(must), format(aim), format(reached), verdict(reached));
    }

    String verdict(double reached) {
        if (meets(reached, aim)) {
            return "aim";
        }
        return meets(reached, must) ? "must" : "short";
    }

    private boolean meets(double reached, double wanted) {
        return atLeast ? reached >= wanted : reached <= wanted;
    }

    String format(double value) {
        return (Math.abs(value) < 10 ? "%.2f%s" : "%,.0f%s").formatted(value, unit);
    }
}
