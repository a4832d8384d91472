package io.parley.ledger.report;

import java.util.Locale;
import java.util.TreeMap;

/** A report for people. */
public final class Table {
    private static final String LINE = "-".repeat(46) + "\n";

    private Table() {}

    /** Lines of a name and a number each. */
    public static String of(Report report) {
        StringBuilder table = new StringBuilder(LINE);
        new TreeMap<>(report.faults()).forEach((id, times) -> row(table, id, Integer.toString(times)));
        table.append(LINE);
        row(
                table,
                "faults",
                Integer.toString(report.faults().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()));
        row(table, "messages sent", Long.toString(report.sent()));
        row(table, "messages acknowledged", Long.toString(report.acknowledged()));
        row(table, "messages refused, rightly or not", Long.toString(report.refused()));
        row(table, "events received", Long.toString(report.events()));
        row(table, "sockets opened", Long.toString(report.connections()));
        row(table, "seconds of traffic and faults", "%.0f".formatted(report.trafficSeconds()));
        row(table, "seconds in all", "%.0f".formatted(report.seconds()));
        table.append(LINE);
        report.counts().forEach((kind, count) -> row(table, kind, Long.toString(count)));
        table.append(LINE);
        report.skipped().forEach(line -> table.append("skipped: ").append(line).append('\n'));
        return table.append(report.good() ? "GOOD" : "BAD")
                .append(", seed ")
                .append(report.seed())
                .append('\n')
                .toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(String.format(Locale.ROOT, "%-34s %11s\n", name, value));
    }
}
