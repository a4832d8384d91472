package io.parley.bench.report;

import java.util.Locale;

/** A number that a run gives. */
public enum Figure {
    /** What grows, where a workload asks what that does. */
    SCALE("scale", Form.COUNT),
    MESSAGES_PER_SECOND("msg/s", Form.COUNT),
    DELIVERIES_PER_SECOND("deliveries/s", Form.COUNT),
    /** Time to the last recipient. */
    DELIVERY_P50("p50", Form.MILLIS),
    DELIVERY_P99("p99", Form.MILLIS),
    DELIVERY_P999("p99.9", Form.MILLIS),
    ACK_P50("ack p50", Form.MILLIS),
    ACK_P99("ack p99", Form.MILLIS),
    /** CPU microseconds for a message, of all processes. */
    CPU("CPU us/msg", Form.COUNT),
    /** The same without the search index, which only Parley has. */
    CPU_WITHOUT_SEARCH("without search", Form.COUNT),
    MEMORY("memory", Form.MEBIBYTES),
    SENT("sent", Form.COUNT),
    /** Rows of the database that hold what was sent, by content. */
    ROWS("rows", Form.COUNT),
    /** How much of one core the driver's thread used. */
    DRIVER_BUSY("driver busy", Form.PERCENT),
    DRIVER_CPU("driver us/delivery", Form.TENTHS),
    WARM_UP("warm-up", Form.SECONDS),
    CONNECTIONS("connections", Form.COUNT),
    /** More memory for each connection than with fewer connections. */
    BYTES_PER_CONNECTION("bytes/connection", Form.COUNT),
    /** The same of what lives on a JVM's heap alone. */
    LIVE_PER_CONNECTION("live heap bytes/connection", Form.COUNT),
    HEAP_USED("heap used", Form.MEBIBYTES),
    HEAP_COMMITTED("heap committed", Form.MEBIBYTES),
    MISSED("missed messages", Form.COUNT),
    /** Until every connection is ready again. */
    ALL_READY("all ready", Form.SECONDS),
    /** Until every missed message is with everyone who must have it. */
    ALL_COMPLETE("all complete", Form.SECONDS),
    /** Statements that PostgreSQL ran in that time. */
    STATEMENTS("statements", Form.COUNT),
    REQUESTS_PER_SECOND("requests/s", Form.COUNT),
    READ_P50("p50", Form.MILLIS),
    READ_P99("p99", Form.MILLIS),
    READ_P999("p99.9", Form.MILLIS),
    SEQUENTIAL_SCANS("seq. scans", Form.COUNT),
    STORED("stored", Form.COUNT),
    ROWS_PER_SECOND("rows/s", Form.COUNT),
    CPU_PER_ROW("CPU us/row", Form.TENTHS),
    FSYNCS_PER_SECOND("fsyncs/s", Form.COUNT);

    /** How a number is written. */
    private enum Form {
        COUNT,
        TENTHS,
        /** From microseconds. */
        MILLIS,
        SECONDS,
        MEBIBYTES,
        PERCENT
    }

    private final String label;
    private final Form form;

    Figure(String label, Form form) {
        this.label = label;
        this.form = form;
    }

    /** Head of a column. */
    public String label() {
        return switch (form) {
            case MILLIS -> label + " ms";
            case SECONDS -> label + " s";
            case MEBIBYTES -> label + " MiB";
            case PERCENT, COUNT, TENTHS -> label;
        };
    }

    /** For people. */
    public String format(double value) {
        return switch (form) {
            case COUNT -> "%,.0f".formatted(value);
            case TENTHS -> "%,.1f".formatted(value);
            case MILLIS -> millis(value / 1_000);
            case SECONDS -> "%.1f".formatted(value);
            case MEBIBYTES -> "%,.0f".formatted(value / (1 << 20));
            case PERCENT -> "%.0f%%".formatted(value * 100);
        };
    }

    private static String millis(double value) {
        return (value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f").formatted(value);
    }

    /** Name in JSON: {@code messagesPerSecond}. */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            key.append(key.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return key.toString();
    }
}
