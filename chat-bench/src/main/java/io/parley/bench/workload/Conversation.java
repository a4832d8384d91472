package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.Room;
import io.parley.bench.load.Tally;
import io.parley.bench.load.Traffic;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.Layout;
import io.parley.bench.target.Target;
import io.parley.bench.wire.LoadLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users of chats talk, by their sockets, and everyone must hear everything.
 *
 * @param layout the chats
 * @param shape how the messages come
 * @param idle connections of others beside them, in chats where nothing happens
 */
public record Conversation(String id, String title, Layout layout, Traffic.Shape shape, Optional<Idle> idle)
        implements Workload {
    /** Who is connected and silent: {@code connections} in all, several of each user. */
    public record Idle(Layout layout, int connections) {}

    @Override
    public boolean suits(Target target) {
        return true;
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("chats x members", layout.toString());
        parameters.put(
                "load",
                switch (shape) {
                    case Traffic.Shape.Closed(int window) -> "closed loop, %,d in flight".formatted(window);
                    case Traffic.Shape.Open(int perSecond) -> "open loop, %,d messages/s".formatted(perSecond);
                });
        idle.ifPresent(silent -> parameters.put(
                "idle",
                "%,d connections, devices of %,d other users in %s chats without traffic"
                        .formatted(
                                silent.connections(),
                                silent.layout().chats() * silent.layout().members(),
                                silent.layout())));
        parameters.put("payload", "100 bytes, unique");
        parameters.put("measured", options.measured().toSeconds() + " s");
        return parameters;
    }

    @Override
    public List<Outcome> run(Target target, Bench bench, int repetition) {
        Outcome outcome = new Outcome("");
        run(target, bench, repetition, outcome);
        return List.of(outcome);
    }

    /** The same, into an outcome that says already which part of a workload it is. */
    void run(Target target, Bench bench, int repetition, Outcome outcome) {
        if (repetition == 1 && shape instanceof Traffic.Shape.Open) {
            // At a low rate a server would be half compiled for many minutes.
            warmUp(target, bench, outcome);
        }
        try (LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            List<Room> rooms = Seats.rooms(target, crowd, layout);
            idle.ifPresent(silent -> Seats.devices(target, crowd, silent.layout(), 0, silent.connections()));
            long base = bench.nextBase();
            Traffic traffic = new Traffic(crowd, rooms, shape, base);
            traffic.start();
            boolean warm = repetition > 1 || shape instanceof Traffic.Shape.Open;
            double seconds =
                    new WarmUp(traffic, target, loop).run(bench.options().warmUp(warm));
            outcome.add(Figure.WARM_UP, seconds);
            measure(traffic, target, loop, bench.options().measured(), outcome);
            Tally tally = traffic.finish();
            Latencies.add(outcome, tally);
            Verdict.add(outcome, tally, target, base);
        }
    }

    /** The same chats as fast as they can. */
    private void warmUp(Target target, Bench bench, Outcome outcome) {
        try (LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            Traffic traffic = new Traffic(
                    crowd,
                    Seats.rooms(target, crowd, layout),
                    new Traffic.Shape.Closed(Workloads.WINDOW),
                    bench.nextBase());
            traffic.start();
            double seconds =
                    new WarmUp(traffic, target, loop).run(bench.options().warmUp(false));
            outcome.add(Figure.WARM_UP, seconds);
            traffic.finish();
        }
    }

    /** Also for traffic that comes another way. */
    static void measure(Traffic traffic, Target target, LoadLoop loop, Duration time, Outcome outcome) {
        traffic.measure();
        Gauge begin = Gauge.read(traffic, target, loop);
        Waiting.pass(time);
        Gauge.read(traffic, target, loop).describe(begin, outcome);
        Map<String, Long> memory = target.processes().bytes();
        outcome.memory(memory);
        outcome.put(
                Figure.MEMORY,
                memory.values().stream().mapToLong(Long::longValue).sum());
    }
}
