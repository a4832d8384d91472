package io.parley.bench.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Lines over two axes. */
public final class LinePlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 52;
    private static final int RIGHT = 18;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;
    /** With more points than this only the line shows. */
    private static final int DOTS = 40;

    private LinePlot() {}

    /** The SVG. */
    public static String of(String description, Axis x, Axis y, List<Series> series) {
        Scale across = scale(x, series, Series.Point::x, LEFT, WIDTH - RIGHT);
        Scale up = scale(y, series, Series.Point::y, HEIGHT - BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT, description);
        grid(svg, x, across, y, up);
        series.forEach(line -> line(svg, line, across, up));
        return svg.end();
    }

    private static Scale scale(
            Axis axis, List<Series> series, ToDoubleFunction<Series.Point> value, double from, double to) {
        double[] values = series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(value)
                .filter(number -> !axis.logarithmic() || number > 0)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Scale.linear(1, from, to);
        }
        double highest = values[values.length - 1];
        return axis.logarithmic() ? Scale.logarithmic(values[0], highest, from, to) : Scale.linear(highest, from, to);
    }

    private static void grid(Svg svg, Axis x, Scale across, Axis y, Scale up) {
        for (double mark : up.marks()) {
            double at = up.place(mark);
            svg.add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>", LEFT, WIDTH - RIGHT, at);
            svg.add(
                    "<text class=\"mark\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 7, at + 4, y.text().apply(mark));
        }
        for (double mark : across.marks()) {
            String text = x.text().apply(mark);
            if (!text.isEmpty()) {
                double at = across.place(mark);
                svg.add(
                        "<line class=\"tick\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>",
                        at, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 4);
                svg.add(
                        "<text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        at, HEIGHT - BOTTOM + 18, text);
            }
        }
        svg.add(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%3$d\"/>",
                LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM);
        svg.add(
                "<text class=\"title\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH - RIGHT, HEIGHT - 6, Svg.escape(x.title()));
        svg.add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>", LEFT + 4, TOP - 3, Svg.escape(y.title()));
    }

    private static void line(Svg svg, Series line, Scale across, Scale up) {
        String points = line.points().stream()
                .map(point ->
                        String.format(java.util.Locale.ROOT, "%.1f,%.1f", across.place(point.x()), up.place(point.y())))
                .collect(Collectors.joining(" "));
        svg.add("<polyline class=\"line\" style=\"stroke:var(--%s)\" points=\"%s\"/>", line.colour(), points);
        boolean dots = line.points().size() <= DOTS;
        for (Series.Point point : line.points()) {
            svg.add(
                    "<circle class=\"dot\" style=\"fill:var(--%s)\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"%s><title>%s</title></circle>",
                    line.colour(),
                    across.place(point.x()),
                    up.place(point.y()),
                    dots ? "3" : "5",
                    dots ? "" : " opacity=\"0\"",
                    Svg.escape(line.name() + (point.label().isEmpty() ? "" : ": " + point.label())));
        }
    }
}
