package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.process.GuardedProcess;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One part within a run: what it waits for, how far it is. */
final class PartRun {
    static final String READY = "ready";

    private final Part part;
    private final Clock clock;
    private final Runnable changed;
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private volatile String step = "";
    private volatile long since;
    private volatile long readyAfter;
    private volatile boolean forbidden;
    private volatile boolean ended;

    PartRun(Part part, Clock clock, Runnable changed) {
        this.part = part;
        this.clock = clock;
        this.changed = changed;
    }

    Part part() {
        return part;
    }

    CompletableFuture<@Nullable Void> ready() {
        return ready;
    }

    /** Waits for the others, then starts; never throws, the failure is in {@link #ready()}. */
    void run(List<PartRun> needs) {
        try {
            for (PartRun need : needs) {
                if (!need.ready.isDone()) {
                    step("waits for " + need.part.title());
                }
                need.ready.join();
            }
            if (forbidden) {
                throw new StackException("Stopped before " + part.title() + " was started.");
            }
            since = clock.millis();
            part.start(this::step);
            readyAfter = Math.max(1, clock.millis() - since);
            step(READY);
            ready.complete(null);
        } catch (CompletionException e) {
            step("not started");
            ready.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            step("failed");
            ready.completeExceptionally(e);
        }
    }

    private void step(String what) {
        step = what;
        changed.run();
    }

    /** From now on it is not started any more. */
    void forbid() {
        forbidden = true;
    }

    void stop() {
        part.stop();
        step("stopped");
    }

    /** Whether the process is gone although nobody stopped it; true only once. */
    boolean noticeEnd() {
        boolean gone = part.process().map(process -> !process.alive()).orElse(false);
        if (gone && !ended) {
            ended = true;
            step("ended by itself");
            return true;
        }
        return false;
    }

    StackState.PartState state() {
        return new StackState.PartState(
                part.name(),
                part.title(),
                part.address(),
                step,
                step.equals(READY),
                since,
                readyAfter,
                part.process().filter(GuardedProcess::alive).isPresent() ? StackRun.identity(part) : null);
    }
}
