package io.parley.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param command executable and arguments; passwords belong into the environment or a file, which other users cannot read
 * @param directory its working directory, made when missing
 * @param environment what is added to the launcher's own
 * @param log the file to which its output is appended
 * @param stopSignal the signal that stops it cleanly, without {@code SIG}
 * @param grace how long it may take to stop before it is killed
 */
public record Launch(
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Path log,
        String stopSignal,
        Duration grace) {
    private static final Duration GRACE = Duration.ofSeconds(20);

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Stopped by {@code SIGTERM} within 20 s. */
    public static Launch of(List<String> command, Path directory, Map<String, String> environment, Path log) {
        return new Launch(command, directory, environment, log, "TERM", GRACE);
    }

    /** The same, stopped by another signal. */
    public Launch stoppedBy(String signal) {
        return new Launch(command, directory, environment, log, signal, grace);
    }
}
