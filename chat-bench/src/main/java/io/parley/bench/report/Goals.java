package io.parley.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What Parley measures itself by. All ratios are of medians of one invocation. */
final class Goals {
    private static final String PARLEY = "parley";
    private static final String BARE = "bare";
    private static final String SINGLE = "socketio-single";
    private static final String BATCHED = "socketio-batched";
    private static final String EJABBERD = "ejabberd";

    static final List<Goal> ALL = List.of(
            more("W1 deliveries/s against ejabberd", 5, 10, deliveries("w1", EJABBERD)),
            more("W1 deliveries/s against Socket.IO, one INSERT a message", 2, 4, deliveries("w1", SINGLE)),
            less("W1 CPU a message against batched Socket.IO", 1, 1, ratio("w1", BATCHED, Figure.CPU)),
            less("W1 CPU a message against bare fan-out + set-based insert", 10, 2.5, Goals::floor),
            more("W2 1 x 1,000 deliveries/s against bare fan-out", 0.25, 0.5, deliveries("w2-1x1000", BARE)),
            more("W2 10 x 100 deliveries/s against bare fan-out", 0.25, 0.5, deliveries("w2-10x100", BARE)),
            less("W3 p99 to the last against batched Socket.IO", 1.5, 1, ratio("w3", BATCHED, Figure.DELIVERY_P99)),
            less("W4 bytes a connection against Socket.IO", 2, 1, Goals::idle),
            new Goal(
                    "W5 all back and complete",
                    30,
                    10,
                    false,
                    " s",
                    medians -> medians.of("w5", PARLEY, Figure.ALL_COMPLETE)),
            new Goal("W6 newest page p99", 10, 10, false, " ms", medians -> read(medians, "newest page")),
            new Goal("W6 deep page p99", 10, 10, false, " ms", medians -> read(medians, "deep page")),
            new Goal(
                    "W6 sequential scans",
                    0,
                    0,
                    false,
                    "",
                    medians -> medians.of(new Result.Key("w6", "newest page", PARLEY), Figure.SEQUENTIAL_SCANS)));

    private Goals() {}

    /** Rows of those that can be told from what was measured. */
    static List<List<String>> reached(Medians medians) {
        List<List<String>> rows = new ArrayList<>();
        for (Goal goal : ALL) {
            OptionalDouble reached = goal.reached(medians);
            if (reached.isPresent()) {
                rows.add(goal.row(reached.getAsDouble()));
            }
        }
        return rows;
    }

    private static Goal more(String title, double must, double aim, Function<Medians, OptionalDouble> measure) {
        return new Goal(title, must, aim, true, "x", measure);
    }

    private static Goal less(String title, double must, double aim, Function<Medians, OptionalDouble> measure) {
        return new Goal(title, must, aim, false, "x", measure);
    }

    private static Function<Medians, OptionalDouble> deliveries(String workload, String against) {
        return ratio(workload, against, Figure.DELIVERIES_PER_SECOND);
    }

    private static Function<Medians, OptionalDouble> ratio(String workload, String against, Figure figure) {
        return medians -> quotient(medians.of(workload, PARLEY, figure), medians.of(workload, against, figure));
    }

    private static OptionalDouble quotient(OptionalDouble of, OptionalDouble to) {
        return of.isPresent() && to.isPresent() && to.getAsDouble() > 0
                ? OptionalDouble.of(of.getAsDouble() / to.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble floor(Medians medians) {
        OptionalDouble fanOut = medians.of("w1", BARE, Figure.CPU);
        OptionalDouble insert =
                medians.of(new Result.Key("floor", "256 rows a commit", "postgresql"), Figure.CPU_PER_ROW);
        return fanOut.isPresent() && insert.isPresent()
                ? quotient(
                        medians.of("w1", PARLEY, Figure.CPU),
                        OptionalDouble.of(fanOut.getAsDouble() + insert.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble idle(Medians medians) {
        OptionalDouble peer = medians.of("w4", BATCHED, Figure.BYTES_PER_CONNECTION);
        return quotient(
                medians.of("w4", PARLEY, Figure.BYTES_PER_CONNECTION),
                peer.isPresent() ? peer : medians.of("w4", SINGLE, Figure.BYTES_PER_CONNECTION));
    }

    private static OptionalDouble read(Medians medians, String variant) {
        OptionalDouble micros = medians.of(new Result.Key("w6", variant, PARLEY), Figure.READ_P99);
        return micros.isPresent() ? OptionalDouble.of(micros.getAsDouble() / 1_000) : micros;
    }
}
