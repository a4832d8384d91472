package io.parley.ledger.part;

import io.parley.stack.StackException;
import io.parley.stack.process.GuardedProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server or service of the installation, that can die, stand still, and come back. For one fault at a time. */
public abstract sealed class Part permits ServerPart, ServicePart {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 500;

    private final String name;

    Part(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    abstract @Nullable GuardedProcess process();

    /** Begins it and waits until it serves; fails when that cannot be now. */
    abstract void attempt();

    /** Whether it serves. */
    public abstract boolean serves();

    /** Ends it and all its children as a power cut would: SIGKILL. */
    public final void kill() {
        GuardedProcess current = process();
        if (current == null) {
            return;
        }
        List<ProcessHandle> children = tree().skip(1).toList();
        current.kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Starts it again after {@link #kill()}, and returns once it serves. One that ends while it starts, since something
     * else that it needs is away too, is started again, as a supervisor does.
     */
    public final void start() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                attempt();
                return;
            } catch (StackException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                kill();
                pause(PAUSE_MILLIS);
            }
        }
    }

    /** Lets it stand still: SIGSTOP, to all its processes. */
    public final void freeze() {
        signal("STOP");
    }

    /** Lets it go on: SIGCONT. */
    public final void thaw() {
        signal("CONT");
    }

    /** Sends a signal to its first process alone. */
    public final void signalFirst(String signal) {
        Signals.send(signal, tree().limit(1).toList());
    }

    private void signal(String signal) {
        Signals.send(signal, tree().toList());
    }

    /** Its process and, behind it, all the children. */
    private Stream<ProcessHandle> tree() {
        GuardedProcess current = process();
        return current == null
                ? Stream.empty()
                : ProcessHandle.of(current.pid()).stream()
                        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
