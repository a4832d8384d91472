package io.parley.bench;

import io.parley.bench.jmh.Jmh;
import io.parley.bench.load.LoadException;
import io.parley.bench.peer.Peer;
import io.parley.bench.report.Environment;
import io.parley.bench.report.JsonLines;
import io.parley.bench.report.Page;
import io.parley.bench.report.Result;
import io.parley.bench.report.Terminal;
import io.parley.bench.target.Target;
import io.parley.bench.workload.Bench;
import io.parley.bench.workload.Options;
import io.parley.bench.workload.Workload;
import io.parley.bench.workload.Workloads;
import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./chat bench}. */
@Command(
        name = "./chat bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Measures Parley, and what the machine could do at all, in one run. See docs/performance.md.")
public final class BenchCommand implements Callable<Integer> {
    private static final int VOID = 1;
    private static final DateTimeFormatter FILE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "W",
            description = "Which: w1 and others; all when absent.")
    private List<String> workloads = Workloads.NAMES;

    @Option(
            names = "--against",
            split = ",",
            paramLabel = "PEER",
            description = "Peers beside Parley: socketio, ejabberd.")
    private List<String> against = List.of();

    @Option(names = "--targets", split = ",", paramLabel = "T", description = "Instead of parley and bare: these.")
    private List<String> targets = List.of(Targets.BARE, Targets.PARLEY);

    @Option(names = "--repetitions", paramLabel = "N", description = "How often each; medians are reported. Default 3.")
    private int repetitions = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each run counts. Default 20.")
    private int seconds = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "At most so many seconds before. Default 120.")
    private int warmUp = 120;

    @Option(names = "--users", paramLabel = "N", description = "How many. Default 2000: 1000 who talk, 1000 idle.")
    private int users = 2_000;

    @Option(names = "--stored", paramLabel = "N", description = "Messages that W6 reads among. Default 1000000.")
    private long stored = 1_000_000;

    @Option(names = "--quick", description = "One repetition of 5 s after 5 s of warm-up: to see that it works.")
    private boolean quick;

    @Option(
            names = "--jmh",
            arity = "0..1",
            fallbackValue = ".*",
            paramLabel = "REGEX",
            description = "Instead of all that: the hot pieces by themselves, those whose names it finds.")
    private @Nullable String jmh;

    @Option(names = "--label", paramLabel = "TEXT", description = "What the report calls this run.")
    private String label = "";

    /** Called by {@code ./chat bench}. */
    public static void main(String[] arguments) {
        // So that a report reads the same on every machine.
        Locale.setDefault(Locale.ROOT);
        var commandLine = new CommandLine(new BenchCommand());
        commandLine.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof StackException || failure instanceof LoadException) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return VOID;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() {
        Checkout checkout = Checkout.find();
        Instant at = Instant.now();
        Path folder = checkout.home().resolve("bench/results");
        String name = FILE.format(at);
        if (jmh != null) {
            Jmh.run(jmh, folder.resolve(name + "-jmh.json").toString(), quick);
            return 0;
        }
        Environment environment = Environment.here(checkout, at, label);
        JsonLines lines = new JsonLines(folder.resolve(name + ".jsonl"));
        lines.begin(environment);
        List<Workload> chosen =
                ordered().flatMap(id -> Workloads.named(id).stream()).toList();
        List<Result> results = measure(checkout, chosen, result -> {
            lines.add(result);
            say(Terminal.line(result));
        });
        System.out.println(new Terminal(results).tables());
        Path page = folder.resolve(name + ".html");
        new Page(environment, results).write(page, folder.resolve("last.html"));
        System.out.println("With plots: " + checkout.root().relativize(page) + ", and as last.html");
        System.out.println("Every single run: " + checkout.root().relativize(lines.file()));
        return results.stream().allMatch(Result::valid) ? 0 : VOID;
    }

    private List<Result> measure(Checkout checkout, List<Workload> chosen, Consumer<Result> hear) {
        Targets.Wanted wanted = new Targets.Wanted(names(), users);
        try (Targets started = Targets.start(checkout, wanted, what -> say("Starting " + what))) {
            for (Target target : started.all()) {
                say("%s: %s".formatted(target.title(), target.processes().roots()));
            }
            Bench bench = new Bench(started.servers(), options(), BenchCommand::say);
            Repetitions repetitions = new Repetitions(bench, hear);
            List<Result> results = new ArrayList<>(repetitions.floors());
            results.addAll(repetitions.run(chosen, started.all()));
            return results;
        }
    }

    /** Whatever order they are named in, each has its place: the memory of connections is measured on fresh heaps. */
    private Stream<String> ordered() {
        return workloads.stream().distinct().sorted(Comparator.comparingInt(Workloads.ORDER::indexOf));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(targets);
        for (String peer : against) {
            if (!Peer.NAMES.contains(peer)) {
                throw new LoadException("No peer " + peer + "; there are " + Peer.NAMES);
            }
            names.add(peer);
        }
        return names;
    }

    private Options options() {
        return quick
                ? new Options(1, Duration.ofSeconds(5), Duration.ofSeconds(5), users, stored)
                : new Options(repetitions, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), users, stored);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
