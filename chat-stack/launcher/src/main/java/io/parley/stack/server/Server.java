package io.parley.stack.server;

import io.parley.stack.StackException;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A real server in a process of its own. It can be stopped or killed and started again, on the same port and data. Not
 * meant for use by several threads at once, except {@link #running()}.
 */
public abstract sealed class Server implements AutoCloseable
        permits PostgresServer, RedisServer, BrokerServer, SearchServer, KeycloakServer {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 40;

    private final ServerKind kind;
    private final Place place;
    private volatile @Nullable GuardedProcess process;

    Server(ServerKind kind, Place place) {
        this.kind = kind;
        this.place = place;
    }

    public final ServerKind kind() {
        return kind;
    }

    public final Place place() {
        return place;
    }

    /** How to reach it; valid before it runs, too. */
    public abstract Endpoint endpoint();

    /** Unpacks and writes what the process needs. */
    abstract void prepare() throws IOException;

    abstract Launch launch();

    /** Whether it serves, asked by its own protocol; whoever started it. */
    public abstract boolean healthy();

    /** Starts it and returns once it serves. Does nothing when it runs already. */
    public final void start() {
        start(phase -> {});
    }

    /** The same; {@code progress} hears what is being waited for, on the calling thread. */
    public final void start(Progress progress) {
        if (running()) {
            return;
        }
        try {
            progress.phase("preparing");
            prepare(progress);
            progress.phase("starting");
            GuardedProcess started = GuardedProcess.start(launch());
            process = started;
            awaitHealthy(started);
        } catch (IOException e) {
            throw new StackException(kind.title() + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    void prepare(Progress progress) throws IOException {
        prepare();
    }

    private void awaitHealthy(GuardedProcess started) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy()) {
            if (!started.alive()) {
                throw new StackException(kind.title() + " ended while it started. " + LogTail.of(place.log()));
            }
            if (System.nanoTime() > deadline) {
                started.kill();
                throw new StackException(kind.title() + " was not ready after " + PATIENCE.toMinutes() + " minutes. "
                        + LogTail.of(place.log()));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                started.stop();
                Thread.currentThread().interrupt();
                throw new StackException(kind.title() + " was interrupted while it started", e);
            }
        }
    }

    /** Whether the process is there and serves. */
    public final boolean running() {
        @Nullable GuardedProcess current = process;
        return current != null && current.alive() && healthy();
    }

    /** The process, or null when it was never started. */
    public final @Nullable GuardedProcess process() {
        return process;
    }

    /** Stops it cleanly and waits. */
    public final void stop() {
        @Nullable GuardedProcess current = process;
        if (current != null) {
            current.stop();
        }
    }

    /** Ends it as a crash would: SIGKILL. */
    public final void kill() {
        @Nullable GuardedProcess current = process;
        if (current != null) {
            current.kill();
        }
    }

    @Override
    public final void close() {
        stop();
    }
}
