package io.parley.bench.plot;

import java.util.function.DoubleFunction;

/**
 * One direction of a plot.
 *
 * @param title with the unit
 * @param text how a mark is written
 */
public record Axis(String title, boolean logarithmic, DoubleFunction<String> text) {
    public static Axis linear(String title) {
        return new Axis(title, false, Scale::text);
    }

    public static Axis logarithmic(String title) {
        return new Axis(title, true, Scale::text);
    }

    /**
     * A distribution's percentiles, such that each nine takes the same place: values are 1 / (1 - share).
     */
    public static Axis nines(String title) {
        return new Axis(title, true, Axis::nine);
    }

    private static String nine(double value) {
        long power = Math.round(Math.log10(value));
        if (Math.abs(value - Math.pow(10, (double) power)) > value / 100) {
            return "";
        }
        return power == 0 ? "0%" : power == 1 ? "90%" : power == 2 ? "99%" : "99." + "9".repeat((int) power - 2) + "%";
    }
}
