package io.parley.stack.up;

import io.parley.stack.layout.Checkout;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** What runs now. Exits with 0 when everything is healthy, with 1 when something is not, with 3 when nothing runs. */
@Command(
        name = "status",
        description =
                "Tells what runs, its processes, memory and health. Exits with 3 when nothing runs, with 1 when it is not well.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Override
    public Integer call() throws IOException {
        var folder = new RunFolder(Checkout.find());
        Optional<StackState> running = folder.running();
        if (running.isEmpty()) {
            System.out.println("Nothing runs. ./chat up starts it.");
            return NOT_RUNNING;
        }
        StackState state = running.get();
        System.out.printf(
                "Parley is %s, since %s (process %d).%n%n",
                state.phase().name().toLowerCase(Locale.ROOT),
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .format(Instant.ofEpochMilli(state.startedMillis()).atZone(ZoneId.systemDefault())),
                state.launcher().pid());
        return parts(folder, state);
    }

    private static int parts(RunFolder folder, StackState state) throws IOException {
        Plan plan = Plan.of(folder, state.portOffset(), state.serversOnly(), System.getenv());
        Map<String, Part> parts = plan.parts().stream().collect(Collectors.toMap(Part::name, part -> part));
        Map<Long, Long> resident = MachineMemory.resident();
        long total = tree(state.launcher().pid(), resident);
        boolean well = true;
        System.out.printf("  %-14s %-10s %8s %9s  %s%n", "", "health", "process", "memory", "address");
        for (StackState.PartState part : state.parts()) {
            boolean healthy = part.ready()
                    && Optional.ofNullable(parts.get(part.name()))
                            .filter(Part::healthy)
                            .isPresent();
            well &= healthy;
            String pid =
                    part.find().map(process -> Long.toString(process.pid())).orElse("-");
            String memory = part.find()
                    .map(process -> tree(process.pid(), resident) / 1024 + " MiB")
                    .orElse("-");
            System.out.printf(
                    "  %-14s %-10s %8s %9s  %s%n",
                    part.title(), healthy ? "ok" : part.ready() ? "not ok" : part.step(), pid, memory, part.address());
        }
        System.out.printf("%n  All together, launcher included: %d MiB resident.%n", total / 1024);
        return well ? 0 : 1;
    }

    /** Resident kibibytes of a process and all below it. */
    private static long tree(long pid, Map<Long, Long> resident) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> resident.getOrDefault(process.pid(), 0L))
                .sum();
    }
}
