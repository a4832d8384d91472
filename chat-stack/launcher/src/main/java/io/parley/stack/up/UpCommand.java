package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.JsonFiles;
import io.parley.stack.process.FileLocks;
import io.parley.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and stays until it is stopped. */
@Command(
        name = "up",
        description = "Starts the servers and the services, and keeps their data in .parley/data.",
        footerHeading = "%nTo use a server that runs elsewhere, set the variable that Quarkus reads for it:%n",
        footer = {
            "  PostgreSQL  QUARKUS_DATASOURCE_JDBC_URL (and _USERNAME, _PASSWORD without JDBC_URL)",
            "  Redis       QUARKUS_REDIS_HOSTS",
            "  AMQP        AMQP_HOST (and AMQP_PORT, AMQP_USERNAME, AMQP_PASSWORD)",
            "  Search      QUARKUS_ELASTICSEARCH_HOSTS",
            "  Keycloak    QUARKUS_OIDC_AUTH_SERVER_URL (and QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET)",
            "It is then not started here."
        })
final class UpCommand implements Callable<Integer> {
    private static final long TICK_MILLIS = 150;

    @Option(names = "--detach", description = "Return when everything is ready; it runs on in the background.")
    private boolean detach;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "${env:PARLEY_PORT_OFFSET:-0}",
            description = "Add N to every port. Also by PARLEY_PORT_OFFSET.")
    private int portOffset;

    @Option(names = "--servers-only", description = "Start no service: you run them, from an IDE or by quarkus:dev.")
    private boolean serversOnly;

    @Option(names = "--force", description = "Start even if memory or disk seem too small.")
    private boolean force;

    /** Set by {@code --detach} for the process in the background. */
    @Option(names = "--background", hidden = true)
    private boolean background;

    private final Clock clock = Clock.systemUTC();
    private final RunFolder folder = new RunFolder(Checkout.find());
    private volatile int exitCode;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<StackState> running = folder.running();
        if (running.isPresent()) {
            return alreadyRunning(running.get());
        }
        return detach ? new Detached(folder, clock).start(portOffset, serversOnly, force) : foreground();
    }

    private static int alreadyRunning(StackState state) {
        switch (state.phase()) {
            case READY -> {
                System.out.println("Parley runs already.");
                Table.print(System.out, state);
            }
            case STARTING -> System.out.println("Parley is starting already: see ./chat status.");
            case STOPPING, FAILED -> throw new StackException("Parley is just stopping. Try again in a moment.");
        }
        return 0;
    }

    private int foreground() throws IOException, InterruptedException {
        StackRun run = FileLocks.holding(folder.lock(), this::claim);
        var hook = new Thread(() -> stop(run), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        run.begin();
        Thread display = background ? Thread.currentThread() : showing(run);
        try {
            run.awaitReady();
        } catch (StackException e) {
            exitCode = 1;
            display.interrupt();
            throw e;
        }
        if (!background) {
            display.join();
            System.out.printf(
                    "%nParley is ready after %s.%n", Display.seconds(run.state().readyAfterMillis()));
            Table.print(System.out, run.state());
            System.out.println("  Ctrl-C stops everything; the data stays.");
        }
        watch(run);
        return 0;
    }

    /** Clears up after a crashed run, checks the machine, and writes the first state, which is the claim. */
    private StackRun claim() throws IOException {
        if (folder.running().isPresent()) {
            throw new StackException("Parley was started from elsewhere in this moment: see ./chat status.");
        }
        int ended = folder.last().map(Leftovers::end).orElse(0);
        if (ended > 0) {
            System.out.printf("Ended %d processes that a crashed run had left.%n", ended);
        }
        Plan plan = Plan.of(folder, portOffset, serversOnly, System.getenv());
        if (force) {
            Preflight.ports(plan, Ports::isFree);
        } else {
            Preflight.check(plan, folder.checkout().home());
        }
        rotateLogs();
        var run = new StackRun(plan, folder, serversOnly, clock);
        JsonFiles.write(folder.state(), run.state());
        return run;
    }

    /** The last run's logs are kept, once. */
    private void rotateLogs() throws IOException {
        Files.createDirectories(folder.logs());
        try (Stream<Path> logs = Files.list(folder.logs())) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (!log.equals(folder.launcherLog())) {
                    Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Thread showing(StackRun run) {
        Display display = Display.of(System.out, System.getenv());
        return Thread.ofPlatform().daemon().name("display").start(() -> {
            try {
                while (run.state().phase() == StackState.Phase.STARTING) {
                    display.show(run.state(), clock.millis());
                    Thread.sleep(TICK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            display.show(run.state(), clock.millis());
        });
    }

    private static void watch(StackRun run) throws InterruptedException {
        while (true) {
            Thread.sleep(TICK_MILLIS);
            for (String ended : run.newlyEnded()) {
                System.out.println(ended + " has ended by itself; ./chat logs tells why. The others run on.");
            }
        }
    }

    /** On Ctrl-C, SIGTERM and failure alike. A clean stop is a success, whatever signal asked for it. */
    private void stop(StackRun run) {
        if (!background) {
            System.out.println();
            System.out.println("Stopping …");
        }
        run.stop();
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            System.err.println("The state file could not be removed: " + e.getMessage());
        }
        if (!background) {
            System.out.println("Stopped.");
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
