package io.parley.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results as tables for people. */
public final class Terminal {
    /** Figures that say how the driver was, which only a doubtful reader wants: they are in the other reports. */
    private static final Set<Figure> LEFT_OUT = Set.of(Figure.SCALE, Figure.DRIVER_CPU, Figure.SENT, Figure.STORED);

    private final List<Result> results;
    private final Medians medians;

    public Terminal(List<Result> results) {
        this.results = results;
        this.medians = new Medians(results);
    }

    /** One repetition in a line. */
    public static String line(Result result) {
        String head = "%-11s %-18s %d  "
                .formatted(
                        result.workload()
                                + (result.outcome().variant().isEmpty()
                                        ? ""
                                        : " " + result.outcome().variant()),
                        result.target(),
                        result.repetition());
        String faults = result.valid()
                ? ""
                : "  VOID: " + String.join("; ", result.outcome().faults());
        return head + figures(result) + faults;
    }

    static String figures(Result result) {
        return result.outcome().figures().entrySet().stream()
                .filter(figure -> !LEFT_OUT.contains(figure.getKey()))
                .map(figure -> figure.getKey().label() + " " + figure.getKey().format(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** All tables. */
    public String tables() {
        Map<String, List<Result.Key>> byWorkload = medians.keys().stream()
                .collect(Collectors.groupingBy(Result.Key::workload, LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byWorkload.forEach((workload, keys) -> text.append(workload(keys)));
        text.append(goals());
        return text.append(voided()).toString();
    }

    private String workload(List<Result.Key> keys) {
        Result first = medians.results(keys.getFirst()).getFirst();
        String parameters = first.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
        return "\n%s: %s\n  %s\n\n%s\n%s%s"
                .formatted(
                        first.workload(),
                        first.title(),
                        parameters,
                        figures(keys),
                        byProcess(
                                "CPU us/msg by process",
                                keys,
                                result -> result.outcome().cpu().keySet(),
                                this::cpu),
                        byProcess(
                                "MiB by process",
                                keys,
                                result -> result.outcome().memory().keySet(),
                                this::memory));
    }

    private String figures(List<Result.Key> keys) {
        Set<Figure> figures = new LinkedHashSet<>(List.of(Figure.values()));
        figures.removeAll(LEFT_OUT);
        figures.removeIf(
                figure -> keys.stream().allMatch(key -> medians.of(key, figure).isEmpty()));
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of("median of valid runs"));
        figures.forEach(figure -> head.add(figure.label()));
        table.row(head);
        for (Result.Key key : keys) {
            List<String> row = new ArrayList<>(List.of(name(key)));
            figures.forEach(figure -> row.add(cell(medians.of(key, figure), figure::format)));
            table.row(row);
        }
        return table + "\n";
    }

    private static String name(Result.Key key) {
        return key.variant().isEmpty() ? key.target() : key.target() + ", " + key.variant();
    }

    private static String cell(OptionalDouble value, Function<Double, String> format) {
        return value.isPresent() ? format.apply(value.getAsDouble()) : "";
    }

    private interface Value {
        OptionalDouble of(Result.Key key, String process);
    }

    private OptionalDouble cpu(Result.Key key, String process) {
        return medians.cpu(key, process);
    }

    private OptionalDouble memory(Result.Key key, String process) {
        OptionalDouble bytes = medians.memory(key, process);
        return bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() / (1 << 20)) : bytes;
    }

    private String byProcess(
            String title, List<Result.Key> keys, Function<Result, Collection<String>> processes, Value value) {
        Set<String> names = new LinkedHashSet<>();
        keys.forEach(key -> medians.results(key).forEach(result -> names.addAll(processes.apply(result))));
        if (names.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of(title));
        head.addAll(names);
        table.row(head);
        for (Result.Key key : keys) {
            List<String> row = new ArrayList<>(List.of(name(key)));
            names.forEach(process -> row.add(cell(value.of(key, process), "%,.0f"::formatted)));
            table.row(row);
        }
        return "\n" + table + "\n";
    }

    private String goals() {
        List<List<String>> rows = Goals.reached(medians);
        if (rows.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable().row(List.of("goal", "must", "aim", "reached", ""));
        rows.forEach(table::row);
        return "\n" + table + "\n";
    }

    private String voided() {
        List<String> lines = results.stream()
                .filter(result -> !result.valid())
                .map(Terminal::line)
                .toList();
        return lines.isEmpty()
                ? ""
                : "\nVOID: %d of %d runs\n%s\n".formatted(lines.size(), results.size(), String.join("\n", lines));
    }
}
