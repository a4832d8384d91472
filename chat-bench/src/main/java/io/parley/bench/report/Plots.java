package io.parley.bench.report;

import io.parley.bench.load.Timeline;
import io.parley.bench.plot.Axis;
import io.parley.bench.plot.LinePlot;
import io.parley.bench.plot.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The plots of one workload. The repetition whose throughput is the median stands for its target. */
final class Plots {
    private static final Set<String> COLOURS =
            Set.of("parley", "bare", "socketiosingle", "socketiobatched", "ejabberd");
    private static final String OTHER = "other";
    /** Of a colour for each part of a workload that has parts. */
    private static final List<String> PARTS =
            List.of("parley", "socketiosingle", "ejabberd", "socketiobatched", OTHER, "bare");

    private final Medians medians;
    private final List<Result.Key> keys;

    Plots(Medians medians, List<Result.Key> keys) {
        this.medians = medians;
        this.keys = keys;
    }

    static String colour(String target) {
        String plain = target.replaceAll("[^a-z]", "");
        return COLOURS.contains(plain) ? plain : OTHER;
    }

    /** What a target is, with the part of the workload. */
    static String name(Medians medians, Result.Key key) {
        String title = medians.results(key).getFirst().targetTitle();
        return key.variant().isEmpty() ? title : title + ", " + key.variant();
    }

    static String shortName(Result.Key key) {
        return key.variant().isEmpty() ? key.target() : key.target() + ", " + key.variant();
    }

    private boolean scales() {
        return keys.stream().anyMatch(key -> medians.of(key, Figure.SCALE).isPresent());
    }

    /** What the legend calls it. */
    String legend(Result.Key key) {
        return scales() ? medians.results(key).getFirst().targetTitle() : name(medians, key);
    }

    String html() {
        if (scales()) {
            return scaling();
        }
        return timeline("Messages a second", "messages/s", false, second -> second.messages())
                + timeline("Time to the last recipient, p99 of each second", "ms", true, second -> second.p99() / 1e3)
                + timeline("Time to the last recipient, p50 of each second", "ms", true, second -> second.p50() / 1e3)
                + distribution();
    }

    private static String figure(String caption, String svg) {
        return "<figure><figcaption>" + Html.escape(caption) + "</figcaption>" + svg + "</figure>";
    }

    private String timeline(String caption, String unit, boolean logarithmic, ToDoubleFunction<Timeline.Second> value) {
        List<Series> series = series(result -> {
            List<Series.Point> points = new ArrayList<>();
            for (Timeline.Second second : result.outcome().timeline()) {
                double y = value.applyAsDouble(second);
                points.add(new Series.Point(
                        second.second() + 1, y, "second %d: %,.1f %s".formatted(second.second() + 1, y, unit)));
            }
            return points;
        });
        if (series.isEmpty()) {
            return "";
        }
        Axis y = logarithmic ? Axis.logarithmic(unit) : Axis.linear(unit);
        return figure(caption, LinePlot.of(caption, Axis.linear("seconds"), y, series));
    }

    private String distribution() {
        List<Series> series = series(result -> result.outcome().percentiles().stream()
                .filter(point -> point.percent() < 100 && point.micros() > 0)
                .map(point -> new Series.Point(
                        1 / (1 - point.percent() / 100),
                        point.micros() / 1e3,
                        "%.5g%% within %,.2f ms".formatted(point.percent(), point.micros() / 1e3)))
                .toList());
        if (series.isEmpty()) {
            return "";
        }
        String caption = "Latency by percentile";
        return figure(caption, LinePlot.of(caption, Axis.nines("of all"), Axis.logarithmic("ms"), series));
    }

    private List<Series> series(Function<Result, List<Series.Point>> points) {
        List<Series> all = new ArrayList<>();
        for (Result.Key key : keys) {
            List<Series.Point> its = points.apply(medians.typical(key, Figure.MESSAGES_PER_SECOND));
            if (its.size() > 1) {
                all.add(new Series(name(medians, key), colourOf(key), its));
            }
        }
        return all;
    }

    /** Of the target; of the part where one target has several. */
    String colourOf(Result.Key key) {
        if (scales()) {
            return colour(key.target());
        }
        List<String> parts = keys.stream()
                .filter(other -> other.target().equals(key.target()))
                .map(Result.Key::variant)
                .toList();
        return parts.size() < 2 ? colour(key.target()) : PARTS.get(parts.indexOf(key.variant()) % PARTS.size());
    }

    /** One plot for each thing that grows, one line for each target. */
    private String scaling() {
        Map<String, Map<String, List<Series.Point>>> byThing = new LinkedHashMap<>();
        for (Result.Key key : keys) {
            String thing = key.variant().substring(0, key.variant().indexOf(':'));
            double scale = medians.of(key, Figure.SCALE).orElse(1);
            double cpu = medians.of(key, Figure.CPU).orElse(0);
            byThing.computeIfAbsent(thing, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(key.target(), _ -> new ArrayList<>())
                    .add(new Series.Point(scale, cpu, "%,.0f: %,.0f us".formatted(scale, cpu)));
        }
        StringBuilder html = new StringBuilder();
        byThing.forEach((thing, targets) -> {
            List<Series> series = targets.entrySet().stream()
                    .map(entry -> new Series(entry.getKey(), colour(entry.getKey()), entry.getValue()))
                    .toList();
            String caption = "CPU for a message, by " + thing;
            html.append(figure(
                    caption,
                    LinePlot.of(caption, Axis.logarithmic(thing), Axis.logarithmic("CPU us/message"), series)));
        });
        return html.toString();
    }
}
