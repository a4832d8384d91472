package io.parley.bench.plot;

import java.util.List;
import java.util.Map;

/** A bar for each thing, made of parts. */
public final class StackedBars {
    private static final int WIDTH = 560;
    private static final int LEFT = 150;
    private static final int RIGHT = 64;
    private static final int ROW = 34;
    private static final int BAR = 20;
    private static final int TOP = 8;
    /** A part that is narrower has no room for its number. */
    private static final int ROOM = 30;

    /**
     * A bar.
     *
     * @param parts by name, which is also the name of a colour of the page once {@link #colour} has seen it
     */
    public record Bar(String name, Map<String, Double> parts) {
        double sum() {
            return parts.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private StackedBars() {}

    /** The colour of a part: {@code process-} and its name in lower-case letters. */
    public static String colour(String part) {
        return "process-" + part.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** The SVG. */
    public static String of(String title, List<Bar> bars) {
        int height = TOP + bars.size() * ROW + 4;
        double highest = bars.stream().mapToDouble(Bar::sum).max().orElse(1);
        Svg svg = new Svg(WIDTH, height, title);
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + i * ROW, (WIDTH - LEFT - RIGHT) / Math.max(highest, 1e-9));
        }
        return svg.end();
    }

    private static void bar(Svg svg, Bar bar, int top, double unit) {
        svg.add(
                "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 8, top + BAR - 5, Svg.escape(bar.name()));
        double at = LEFT;
        for (Map.Entry<String, Double> part : bar.parts().entrySet()) {
            double width = part.getValue() * unit;
            if (width <= 0) {
                continue;
            }
            svg.add(
                    "<rect class=\"part\" style=\"fill:var(--%s)\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s: %s</title></rect>",
                    colour(part.getKey()),
                    at,
                    top,
                    Math.max(0.5, width - 1),
                    BAR,
                    Svg.escape(part.getKey()),
                    number(part.getValue()));
            if (width > ROOM) {
                svg.add(
                        "<text class=\"inside\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        at + width / 2, top + BAR - 6, number(part.getValue()));
            }
            at += width;
        }
        svg.add("<text class=\"sum\" x=\"%.1f\" y=\"%d\">%s</text>", at + 6, top + BAR - 5, number(bar.sum()));
    }

    private static String number(double value) {
        return String.format(java.util.Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
