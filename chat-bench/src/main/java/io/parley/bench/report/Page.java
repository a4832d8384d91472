package io.parley.bench.report;

import io.parley.bench.plot.StackedBars;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** One HTML file with everything in it: it is opened from a disk, and sent by mail. */
public final class Page {
    /** They would make tables too wide to be read. */
    private static final Set<Figure> IN_SINGLE_RUNS_ONLY =
            Set.of(Figure.SCALE, Figure.DRIVER_CPU, Figure.SENT, Figure.STORED, Figure.WARM_UP);

    private final Environment environment;
    private final List<Result> results;
    private final Medians medians;
    private final StringBuilder html = new StringBuilder();

    public Page(Environment environment, List<Result> results) {
        this.environment = environment;
        this.results = List.copyOf(results);
        this.medians = new Medians(results);
    }

    /** Writes it, to each of the files. */
    public void write(Path... files) {
        String text = text();
        try {
            for (Path file : files) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        html.setLength(0);
        add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Parley: performance</title>");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>" + style()
                + "</style></head><body>");
        head();
        goals();
        byWorkload().forEach(this::workload);
        add("</body></html>");
        return html.toString();
    }

    private void add(String text) {
        html.append(text).append('\n');
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head() {
        add("<h1>Parley: performance</h1>");
        String label = environment.label().isEmpty() ? "" : Html.escape(environment.label()) + " · ";
        add("<p class=\"muted\">%s%s · commit %s · %d cores of %s · %,.0f GiB · %s · %s</p>"
                .formatted(
                        label,
                        environment.at(),
                        Html.escape(environment.commit()),
                        environment.cores(),
                        Html.escape(environment.cpu()),
                        environment.memory() / (double) (1 << 30),
                        Html.escape(environment.kernel()),
                        Html.escape(environment.jdk())));
        List<Result> voided = results.stream().filter(result -> !result.valid()).toList();
        if (voided.isEmpty()) {
            add(
                    "<div class=\"banner good\">All %d runs count: nothing lost, doubled, reordered, misrouted or refused, and every row is there.</div>"
                            .formatted(results.size()));
        } else {
            add("<div class=\"banner\"><b>%d of %d runs are void</b> and are in no table or plot:<ul>"
                    .formatted(voided.size(), results.size()));
            voided.forEach(result -> add("<li>" + Html.escape(Terminal.line(result)) + "</li>"));
            add("</ul></div>");
        }
    }

    private void goals() {
        List<List<String>> rows = Goals.reached(medians);
        if (rows.isEmpty()) {
            return;
        }
        add(
                "<div class=\"card\"><h2>Goals</h2><p class=\"muted\">Ratios of medians of this run.</p><div class=\"scroll\"><table>");
        add("<tr><th>goal</th><th>must</th><th>aim</th><th>reached</th><th></th></tr>");
        for (List<String> row : rows) {
            add("<tr>" + row.subList(0, 4).stream().map(Html::cell).collect(Collectors.joining())
                    + "<td><span class=\"badge %s\">%1$s</span></td></tr>".formatted(row.getLast()));
        }
        add("</table></div></div>");
    }

    private Map<String, List<Result.Key>> byWorkload() {
        return medians.keys().stream()
                .collect(Collectors.groupingBy(Result.Key::workload, LinkedHashMap::new, Collectors.toList()));
    }

    private void workload(String id, List<Result.Key> keys) {
        Result first = medians.results(keys.getFirst()).getFirst();
        add("<div class=\"card\"><h2>%s: %s</h2>".formatted(Html.escape(id), Html.escape(first.title())));
        add("<p class=\"muted\">"
                + first.parameters().entrySet().stream()
                        .map(entry -> Html.escape(entry.getKey() + ": " + entry.getValue()))
                        .collect(Collectors.joining(" · "))
                + "</p>");
        figures(keys);
        Map<String, String> series = new LinkedHashMap<>();
        Plots drawn = new Plots(medians, keys);
        keys.forEach(key -> series.put(drawn.legend(key), drawn.colourOf(key)));
        String plots = drawn.html();
        if (!plots.isEmpty()) {
            add(Html.legend(series) + "<div class=\"plots\">" + plots + "</div>");
        }
        add("<div class=\"plots\">");
        bars("CPU microseconds for a message (a request), by process", keys, true);
        bars("Memory in MiB, by process", keys, false);
        add("</div>");
        singles(keys);
        add("</div>");
    }

    private void figures(List<Result.Key> keys) {
        List<Figure> figures = java.util.Arrays.stream(Figure.values())
                .filter(figure -> !IN_SINGLE_RUNS_ONLY.contains(figure))
                .filter(figure ->
                        keys.stream().anyMatch(key -> medians.of(key, figure).isPresent()))
                .toList();
        add("<div class=\"scroll\"><table><tr><th>median</th>"
                + figures.stream()
                        .map(figure -> "<th>" + Html.escape(figure.label()) + "</th>")
                        .collect(Collectors.joining())
                + "</tr>");
        for (Result.Key key : keys) {
            add("<tr>" + Html.cell(Plots.shortName(key))
                    + figures.stream()
                            .map(figure -> {
                                var value = medians.of(key, figure);
                                return Html.cell(value.isPresent() ? figure.format(value.getAsDouble()) : "");
                            })
                            .collect(Collectors.joining())
                    + "</tr>");
        }
        add("</table></div>");
    }

    private void bars(String title, List<Result.Key> keys, boolean cpu) {
        Set<String> processes = new LinkedHashSet<>();
        List<StackedBars.Bar> bars = new ArrayList<>();
        for (Result.Key key : keys) {
            Map<String, Double> parts = new LinkedHashMap<>();
            for (String process : names(key, cpu)) {
                var value = cpu ? medians.cpu(key, process) : medians.memory(key, process);
                parts.put(process, value.orElse(0) / (cpu ? 1 : 1 << 20));
            }
            if (!parts.isEmpty()) {
                processes.addAll(parts.keySet());
                bars.add(new StackedBars.Bar(Plots.shortName(key), parts));
            }
        }
        if (!bars.isEmpty()) {
            Map<String, String> legend = new LinkedHashMap<>();
            processes.forEach(process -> legend.put(process, StackedBars.colour(process)));
            add("<figure><figcaption>" + title + "</figcaption>" + Html.legend(legend) + StackedBars.of(title, bars)
                    + "</figure>");
        }
    }

    private Collection<String> names(Result.Key key, boolean cpu) {
        Outcome outcome = medians.results(key).getFirst().outcome();
        return cpu ? outcome.cpu().keySet() : outcome.memory().keySet();
    }

    private void singles(List<Result.Key> keys) {
        add("<details><summary>Every single run</summary><div class=\"scroll\"><table>");
        for (Result.Key key : keys) {
            for (Result result : medians.results(key)) {
                add("<tr>" + Html.cell(Plots.shortName(key)) + Html.cell(Integer.toString(result.repetition()))
                        + "<td class=\"wide\">" + Html.escape(Terminal.figures(result))
                        + result.outcome().notes().stream()
                                .map(note -> "<br><span class=\"muted\">" + Html.escape(note) + "</span>")
                                .collect(Collectors.joining())
                        + "</td></tr>");
            }
        }
        add("</table></div></details>");
    }
}
