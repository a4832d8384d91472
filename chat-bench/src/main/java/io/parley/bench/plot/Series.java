package io.parley.bench.plot;

import java.util.List;

/**
 * A line.
 *
 * @param name for people
 * @param colour name of a colour of the page
 */
public record Series(String name, String colour, List<Point> points) {
    /** {@code label}: what one sees who points at it; empty for nothing. */
    public record Point(double x, double y, String label) {}

    public Series {
        points = List.copyOf(points);
    }
}
