package io.parley.bench.workload;

import io.parley.bench.load.Traffic;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.BareTarget;
import io.parley.bench.target.Layout;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message costs as one thing grows and all else stays. */
final class Scaling implements Workload {
    private static final int WINDOW = 64;
    private static final Traffic.Shape SHAPE = new Traffic.Shape.Closed(WINDOW);
    private static final Layout TEN = Layout.of("ten", 10, 10);

    /** {@code value} of {@code what} grows. */
    private record Step(String what, long value, Layout layout, int idle, boolean stored) {}

    private static final List<Step> STEPS = List.of(
            new Step("members of a chat", 10, Layout.of("members10", 1, 10), 0, false),
            new Step("members of a chat", 100, Layout.of("members100", 1, 100), 0, false),
            new Step("members of a chat", 1_000, Layout.of("members1000", 1, 1_000), 0, false),
            new Step("chats of 10", 1, Layout.of("chats1", 1, 10), 0, false),
            new Step("chats of 10", 10, TEN, 0, false),
            new Step("chats of 10", 100, Layout.of("chats100", 100, 10), 0, false),
            new Step("idle connections", 1_000, TEN, 1_000, false),
            new Step("idle connections", 5_000, TEN, 5_000, false),
            new Step("idle connections", 10_000, TEN, 10_000, false),
            // Last: what is stored stays.
            new Step("stored messages", 1, TEN, 0, false),
            new Step("stored messages", 0, TEN, 0, true));

    private final StoredReads stored;

    Scaling(StoredReads stored) {
        this.stored = stored;
    }

    @Override
    public String id() {
        return "scaling";
    }

    @Override
    public String title() {
        return "CPU for a message as one thing grows";
    }

    @Override
    public boolean suits(Target target) {
        return target instanceof ParleyTarget || target instanceof BareTarget;
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("load", "closed loop, %d in flight".formatted(WINDOW));
        parameters.put("chats x members", TEN + " where neither grows");
        parameters.put("payload", "100 bytes, unique");
        parameters.put("measured", options.measured().toSeconds() + " s each");
        return parameters;
    }

    @Override
    public List<Outcome> run(Target target, Bench bench, int repetition) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Step step : STEPS) {
            if (!step.stored()) {
                outcomes.add(run(step, step.value(), target, bench, repetition));
            } else if (target instanceof ParleyTarget parley) {
                stored.load(parley, bench);
                outcomes.add(run(step, bench.options().stored(), target, bench, repetition));
            }
        }
        return outcomes;
    }

    private static Outcome run(Step step, long value, Target target, Bench bench, int repetition) {
        Optional<Conversation.Idle> idle = step.idle() == 0
                ? Optional.empty()
                : Optional.of(new Conversation.Idle(Workloads.SILENT_CHATS, step.idle()));
        Outcome outcome = new Outcome("%s: %,d".formatted(step.what(), value)).put(Figure.SCALE, value);
        new Conversation("", "", step.layout(), SHAPE, idle).run(target, bench, repetition, outcome);
        return outcome;
    }
}
