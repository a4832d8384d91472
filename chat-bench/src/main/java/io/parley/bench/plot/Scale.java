package io.parley.bench.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values to places, and which values deserve a mark.
 *
 * @param logarithmic whether each decade takes the same place
 */
record Scale(double low, double high, boolean logarithmic, double from, double to) {
    private static final int MARKS = 5;

    /** From zero to a round number above the highest. */
    static Scale linear(double highest, double from, double to) {
        double step = step(highest);
        return new Scale(0, Math.max(step, Math.ceil(highest / step) * step), false, from, to);
    }

    /** Between the powers of ten around the values, or twice and five times those where that is near enough. */
    static Scale logarithmic(double lowest, double highest, double from, double to) {
        double low = below(lowest);
        double high = above(Math.max(highest, lowest * 1.01));
        return new Scale(low, high, true, from, to);
    }

    private static double below(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
    }

    private static double above(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return value <= power ? power : value <= 2 * power ? 2 * power : value <= 5 * power ? 5 * power : 10 * power;
    }

    private static double step(double highest) {
        if (highest <= 0) {
            return 1;
        }
        double rough = highest / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
    }

    double place(double value) {
        double share = logarithmic
                ? (Math.log10(Math.clamp(value, low, high)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (Math.clamp(value, low, high) - low) / (high - low);
        return from + share * (to - from);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        if (!logarithmic) {
            double step = step(high);
            for (int i = 0; i * step <= high * 1.0001; i++) {
                marks.add(i * step);
            }
            return marks;
        }
        boolean few = high / low < 200;
        for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high * 1.0001; power *= 10) {
            for (double mark : few ? new double[] {power, 2 * power, 5 * power} : new double[] {power}) {
                if (mark >= low * 0.9999 && mark <= high * 1.0001) {
                    marks.add(mark);
                }
            }
        }
        return marks;
    }

    /** A mark's number: short, because there is little room. */
    static String text(double value) {
        if (value >= 1_000_000) {
            return trimmed(value / 1_000_000) + "M";
        }
        return value >= 1_000 ? trimmed(value / 1_000) + "k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.1f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
