package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.wire.LoadLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** History, inbox and sync by REST, among many stored messages. */
final class StoredReads implements ParleyWorkload {
    private static final int CONNECTIONS = 8;
    private static final Duration RUN_IN = Duration.ofSeconds(2);
    private static final Duration EXPLAINED = Duration.ofMillis(300);

    private final Map<ParleyTarget, StoredChats> loaded = new LinkedHashMap<>();

    @Override
    public String id() {
        return "w6";
    }

    @Override
    public String title() {
        return "history, inbox and sync among stored messages";
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "stored",
                "%,d messages, a quarter each in 1 chat of 1,000 members, 10 of 100, 100 of 10, and 1,000 of 10, beside 15,000 quiet chats"
                        .formatted(options.stored()));
        parameters.put("load", "closed loop, %d keep-alive connections".formatted(CONNECTIONS));
        parameters.put("page", Read.PAGE + " messages; chats of each size alike, chat, reader and place by chance");
        parameters.put("unread", StoredChats.UNREAD + " messages in each chat");
        parameters.put("measured", options.measured().toSeconds() + " s each");
        return parameters;
    }

    @Override
    public List<Outcome> run(ParleyTarget parley, Bench bench, int repetition) {
        StoredChats chats = load(parley, bench);
        Plans plans = new Plans(parley);
        List<Outcome> outcomes = new ArrayList<>();
        try (LoadLoop loop = new LoadLoop()) {
            Readers readers = new Readers(chats, repetition);
            try (Crowd crowd = new Crowd(loop, readers, List.of(parley.rest()))) {
                Readers.connect(crowd, readers, CONNECTIONS);
                if (repetition == 1) {
                    warm(loop, readers, bench.options());
                }
                long scans = plans.sequentialScans();
                for (Read read : Read.values()) {
                    Outcome outcome = measure(read, parley, loop, readers, bench.options());
                    explain(read, loop, readers, plans, outcome);
                    outcomes.add(outcome);
                }
                long scanned = plans.sequentialScans() - scans;
                outcomes.forEach(outcome -> judge(outcome, scanned, bench.options()));
            }
        }
        return outcomes;
    }

    /** Loads them once. */
    StoredChats load(ParleyTarget target, Bench bench) {
        return loaded.computeIfAbsent(target, _ -> {
            bench.say()
                    .accept("  loading %,d messages".formatted(bench.options().stored()));
            return StoredChats.load(target, bench.options().stored());
        });
    }

    private static void warm(LoadLoop loop, Readers readers, Options options) {
        for (Read read : Read.values()) {
            tell(loop, () -> readers.begin(read));
            Waiting.pass(options.warmUp().dividedBy(Read.values().length));
            end(loop, readers);
        }
    }

    private static Outcome measure(Read read, ParleyTarget target, LoadLoop loop, Readers readers, Options options) {
        tell(loop, () -> readers.begin(read));
        Waiting.pass(RUN_IN);
        tell(loop, readers::measure);
        Map<String, Long> before = target.processes().cpuMicros();
        Waiting.pass(options.measured());
        Map<String, Long> after = target.processes().cpuMicros();
        Readers.Answers answers = on(loop, readers::answers);
        end(loop, readers);
        Outcome outcome = new Outcome(read.title());
        Histogram latencies = answers.latencies();
        outcome.put(
                        Figure.REQUESTS_PER_SECOND,
                        latencies.getTotalCount() / (double) options.measured().toSeconds())
                .put(Figure.READ_P50, latencies.getValueAtPercentile(50))
                .put(Figure.READ_P99, latencies.getValueAtPercentile(99))
                .put(Figure.READ_P999, latencies.getValueAtPercentile(99.9));
        outcome.distribution(latencies);
        double requests = Math.max(1, latencies.getTotalCount());
        Map<String, Double> cpu = new LinkedHashMap<>();
        after.forEach((name, micros) -> cpu.put(name, (micros - before.getOrDefault(name, micros)) / requests));
        outcome.cpu(cpu);
        if (answers.wrong() > 0) {
            outcome.fault("%,d answers were not what is stored, such as: %s"
                    .formatted(answers.wrong(), answers.firstWrong()));
        }
        return outcome;
    }

    /** In their own time: explaining everything slows everything. */
    private static void explain(Read read, LoadLoop loop, Readers readers, Plans plans, Outcome outcome) {
        Set<String> scans = plans.during(() -> {
            tell(loop, () -> readers.begin(read));
            Waiting.pass(EXPLAINED);
            end(loop, readers);
        });
        outcome.note("plans: " + String.join("; ", scans));
        scans.stream()
                .filter(scan -> scan.matches(".*Seq Scan of (message|subscription|chat)\\b.*"))
                .forEach(scan -> outcome.fault("a plan has a " + scan));
    }

    private static void judge(Outcome outcome, long scanned, Options options) {
        outcome.put(Figure.STORED, options.stored()).put(Figure.SEQUENTIAL_SCANS, scanned);
        if (scanned > 0) {
            outcome.fault("%,d sequential scans of message, subscription or chat".formatted(scanned));
        }
    }

    private static void end(LoadLoop loop, Readers readers) {
        tell(loop, readers::end);
        Waiting.until(() -> on(loop, readers::under) == 0, Duration.ofSeconds(30));
        on(loop, readers::answers);
    }

    private static void tell(LoadLoop loop, Runnable work) {
        on(loop, () -> {
            work.run();
            return true;
        });
    }

    private static <T> T on(LoadLoop loop, Supplier<T> work) {
        return loop.call(work).join();
    }
}
