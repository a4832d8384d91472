package io.parley.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it can be recognized later, also after the system has given its number to another.
 *
 * @param pid number of the process
 * @param started when it began, as the system tells; the epoch where it does not
 * @param command the executable, or empty where the system does not tell
 */
public record ProcessIdentity(long pid, Instant started, String command) {
    /** Clocks of the system tick in hundredths of a second, and are sometimes set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessIdentity of(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return new ProcessIdentity(
                process.pid(), info.startInstant().orElse(Instant.EPOCH), info.command().orElse(""));
    }

    public static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    /** The running process, if this very one still runs: same number, same start, same executable. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    public boolean alive() {
        return find().isPresent();
    }

    private boolean isSame(ProcessHandle process) {
        ProcessIdentity other = of(process);
        return Duration.between(started, other.started).abs().compareTo(TOLERANCE) < 0 && command.equals(other.command);
    }
}
