package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.machine.FileLimit;
import io.parley.bench.machine.JavaHeap;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.BareTarget;
import io.parley.bench.target.Layout;
import io.parley.bench.target.Target;
import io.parley.bench.wire.LoadLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection costs in memory that is authenticated, subscribed and silent: the growth of the process that holds
 * the sockets, from step to step, each measured after a full collection where the server is a JVM.
 */
record IdleMemory(Layout layout, List<Integer> steps) implements Workload {
    /** Files that a server has open besides its sockets, and room for more. */
    private static final int OTHER_FILES = 700;

    private static final Duration SETTLING = Duration.ofSeconds(5);
    /** The process that holds the sockets, by what targets call it. */
    private static final List<String> HOLDERS = List.of("chat-realtime", "server");

    private record Reading(int connections, long bytes, Optional<JavaHeap> heap) {}

    @Override
    public String id() {
        return "w4";
    }

    @Override
    public String title() {
        return "memory of idle connections";
    }

    @Override
    public int repetitions(Options options) {
        return 1;
    }

    @Override
    public boolean suits(Target target) {
        return !(target instanceof BareTarget);
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("connections", reachable().toString());
        parameters.put(
                "users",
                "%,d, each in one of %s chats, with several devices"
                        .formatted(layout.chats() * layout.members(), layout));
        parameters.put("memory", "PSS of the process that holds the sockets; of a JVM after a full collection");
        parameters.put("file limit", "%,d".formatted(FileLimit.hard()));
        return parameters;
    }

    /** The last step is as high as the machine's limit of files lets the driver and the server go. */
    private List<Integer> reachable() {
        int most = FileLimit.hard() - OTHER_FILES;
        return steps.stream().map(step -> Math.min(step, most)).distinct().toList();
    }

    @Override
    public List<Outcome> run(Target target, Bench bench, int repetition) {
        List<Reading> readings = new ArrayList<>();
        try (LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            long pid = holder(target);
            readings.add(read(pid, 0));
            for (int step : reachable()) {
                int open = readings.getLast().connections();
                bench.say().accept("  %s: %,d connections".formatted(target.name(), step));
                Seats.devices(target, crowd, layout, open, step - open);
                readings.add(read(pid, step));
            }
        }
        return outcomes(readings);
    }

    private static long holder(Target target) {
        Map<String, Long> roots = target.processes().roots();
        return HOLDERS.stream()
                .filter(roots::containsKey)
                .map(roots::get)
                .findFirst()
                .orElseThrow();
    }

    private static Reading read(long pid, int connections) {
        Waiting.pass(SETTLING);
        Optional<JavaHeap> heap = JavaHeap.collected(pid);
        Waiting.pass(Duration.ofSeconds(1));
        long bytes = new ProcessTrees(Map.of("holder", pid))
                .bytes().values().stream().mapToLong(Long::longValue).sum();
        return new Reading(connections, bytes, heap);
    }

    /** One for each step, and one for all from the first step on: before it, a server is not yet what it is. */
    private static List<Outcome> outcomes(List<Reading> readings) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 1; i < readings.size(); i++) {
            Reading from = readings.get(i - 1);
            Reading to = readings.get(i);
            outcomes.add(growth("%,d to %,d".formatted(from.connections(), to.connections()), from, to));
        }
        Outcome all = growth("", readings.get(Math.min(1, readings.size() - 2)), readings.getLast());
        outcomes.add(all);
        return outcomes;
    }

    private static Outcome growth(String variant, Reading from, Reading to) {
        Outcome outcome = new Outcome(variant);
        double more = to.connections() - from.connections();
        outcome.put(Figure.CONNECTIONS, to.connections())
                .put(Figure.BYTES_PER_CONNECTION, (to.bytes() - from.bytes()) / more)
                .put(Figure.MEMORY, to.bytes());
        to.heap().ifPresent(heap -> outcome.put(Figure.HEAP_USED, heap.used())
                .put(Figure.HEAP_COMMITTED, heap.committed())
                .put(
                        Figure.LIVE_PER_CONNECTION,
                        (heap.used() - from.heap().orElse(heap).used()) / more));
        return outcome;
    }
}
