package io.parley.ledger;

import io.parley.ledger.report.Report;
import io.parley.ledger.report.Table;
import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.layout.JsonFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./chat ledger}. */
@Command(
        name = "./chat ledger",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Breaks every part of an installation of its own while people write, then proves that nothing was"
                + " lost, doubled, reordered or leaked. Exit code 1: something was; its place and time are printed.")
public final class LedgerCommand implements Callable<Integer> {
    private static final int MOST_SEED = 1_000_000;

    @Option(names = "--minutes", defaultValue = "5", description = "of traffic and faults (${DEFAULT-VALUE})")
    double minutes = 5;

    @Option(names = "--seed", description = "repeats the operations and faults of an earlier run")
    @Nullable
    Long seed;

    @Option(
            names = "--faults",
            split = ",",
            description = "only those whose names begin so; the names are in docs/ledger.md")
    List<String> faults = List.of();

    @Option(names = "--keep", description = "keeps data and logs of a good run, too")
    boolean keep;

    @Spec
    @Nullable
    CommandSpec spec;

    /** Runs it in a JVM of its own. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new LedgerCommand());
        command.setExecutionExceptionHandler((failure, line, result) -> {
            failure.printStackTrace(line.getErr());
            return failure instanceof StackException ? 2 : 3;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEED) : seed;
        Settings settings = Settings.lasting(chosen, Duration.ofMillis((long) (minutes * 60_000)), faults);
        Report report = run(settings, keep, out);
        return report.good() ? 0 : 1;
    }

    /** Runs, prints, and keeps what is to be kept. */
    static Report run(Settings settings, boolean keep, PrintWriter out) throws IOException, InterruptedException {
        Checkout checkout = Checkout.find();
        Path home = checkout.home().resolve("ledger");
        Path folder = home.resolve(
                "run-%d-%d".formatted(settings.seed(), ProcessHandle.current().pid()));
        Leftovers.remove(home);
        Report report = new Run(checkout, folder, settings, line -> {
                    out.println(line);
                    out.flush();
                })
                .execute();
        JsonFiles.write(home.resolve("last.json"), report);
        report.findings().forEach(out::println);
        out.print(Table.of(report));
        if (report.good() && !keep) {
            Folders.delete(folder);
        } else {
            out.println("Data and logs: " + report.folder());
        }
        out.flush();
        return report;
    }
}
