package io.parley.stack.process;

import java.time.Instant;
import java.util.Optional;

/**
 * A process as it can be recognized later, also after the system has given its number to another.
 *
 * @param pid number of the process
 * @param startedMillis when it began, in milliseconds since the epoch, as the system tells; 0 where it does not
 * @param command the executable, or empty where the system does not tell
 */
public record ProcessIdentity(long pid, long startedMillis, String command) {
    /** Clocks of the system tick in hundredths of a second, and are sometimes set. */
    private static final long TOLERANCE_MILLIS = 2_000;

    public static ProcessIdentity of(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return new ProcessIdentity(
                process.pid(),
                info.startInstant().orElse(Instant.EPOCH).toEpochMilli(),
                info.command().orElse(""));
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
        return Math.abs(startedMillis - other.startedMillis) < TOLERANCE_MILLIS && command.equals(other.command);
    }
}
