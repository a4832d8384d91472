package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.LogTail;
import io.parley.stack.server.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Starts the run in a process of its own and shows what it writes about itself, until it is ready. */
final class Detached {
    private static final long TICK_MILLIS = 150;

    private final RunFolder folder;
    private final Clock clock;

    Detached(RunFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    int start(int portOffset, boolean serversOnly, boolean force) throws IOException, InterruptedException {
        Process process = launch(portOffset, serversOnly, force);
        Display display = Display.of(System.out, System.getenv());
        while (process.isAlive()) {
            Optional<StackState> state =
                    folder.last().filter(last -> last.launcher().pid() == process.pid());
            state.ifPresent(now -> display.show(now, clock.millis()));
            if (state.isPresent() && state.get().phase() == StackState.Phase.READY) {
                System.out.printf(
                        "%nParley is ready after %s.%n",
                        Display.seconds(state.get().readyAfterMillis()));
                Table.print(System.out, state.get());
                return 0;
            }
            Thread.sleep(TICK_MILLIS);
        }
        throw new StackException(LogTail.read(folder.launcherLog()).strip());
    }

    private Process launch(int portOffset, boolean serversOnly, boolean force) throws IOException {
        Checkout checkout = folder.checkout();
        Files.createDirectories(folder.logs());
        List<String> command = JavaProcess.command(64, JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "-Dparley.root=" + checkout.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "up",
                "--background",
                "--port-offset=" + portOffset));
        if (serversOnly) {
            command.add("--servers-only");
        }
        if (force) {
            command.add("--force");
        }
        return new ProcessBuilder(command)
                .directory(checkout.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(folder.launcherLog().toFile())
                .start();
    }
}
