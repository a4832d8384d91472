package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.JsonFiles;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts the parts of a plan, each as soon as what it needs is ready, and stops them: services first, then servers. */
final class StackRun {
    private final Plan plan;
    private final RunFolder folder;
    private final boolean serversOnly;
    private final Clock clock;
    private final long begun;
    private final Map<String, PartRun> parts = new LinkedHashMap<>();
    private volatile StackState.Phase phase = StackState.Phase.STARTING;
    private volatile long readyAfter;
    private volatile @Nullable String failure;

    StackRun(Plan plan, RunFolder folder, boolean serversOnly, Clock clock) {
        this.plan = plan;
        this.folder = folder;
        this.serversOnly = serversOnly;
        this.clock = clock;
        this.begun = clock.millis();
        for (Part part : plan.parts()) {
            parts.put(part.name(), new PartRun(part, clock, this::publish));
        }
    }

    /** Begins to start everything; {@link #awaitReady()} waits. */
    void begin() {
        publish();
        for (PartRun part : parts.values()) {
            List<PartRun> needs = part.part().needs().stream()
                    .map(parts::get)
                    .filter(need -> need != null)
                    .toList();
            Thread.ofPlatform().daemon().name("start-" + part.part().name()).start(() -> part.run(needs));
        }
    }

    /** Returns when every part is ready; fails with the first failure. */
    void awaitReady() {
        try {
            CompletableFuture<?>[] ready =
                    parts.values().stream().map(PartRun::ready).toArray(CompletableFuture<?>[]::new);
            firstFailureOf(ready).join();
            readyAfter = clock.millis() - begun;
            phase = StackState.Phase.READY;
            publish();
        } catch (CompletionException e) {
            failure = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            phase = StackState.Phase.FAILED;
            publish();
            throw new StackException(String.valueOf(failure), e);
        }
    }

    /** Like allOf, but fails at once: who waits for a stack that cannot come up should not wait for its slowest part. */
    private static CompletableFuture<?> firstFailureOf(CompletableFuture<?>[] ready) {
        var result = new CompletableFuture<@Nullable Object>();
        for (CompletableFuture<?> each : ready) {
            each.whenComplete((done, failed) -> {
                if (failed != null) {
                    result.completeExceptionally(failed);
                }
            });
        }
        CompletableFuture.allOf(ready).thenRun(() -> result.complete(null));
        return result;
    }

    /** Names of the parts that have ended by themselves since they were ready; each is named once. */
    List<String> newlyEnded() {
        var ended = new ArrayList<String>();
        for (PartRun part : parts.values()) {
            if (phase == StackState.Phase.READY && part.noticeEnd()) {
                ended.add(part.part().title());
            }
        }
        return ended;
    }

    /** Stops everything and waits. */
    void stop() {
        if (phase != StackState.Phase.FAILED) {
            phase = StackState.Phase.STOPPING;
        }
        parts.values().forEach(PartRun::forbid);
        publish();
        stop(part -> part instanceof ServicePart);
        stop(part -> !(part instanceof ServicePart));
        publish();
    }

    private void stop(Predicate<Part> which) {
        List<Thread> stops = parts.values().stream()
                .filter(part -> which.test(part.part()))
                .map(part -> Thread.ofPlatform().start(part::stop))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    StackState state() {
        return new StackState(
                ProcessIdentity.current(),
                phase,
                failure,
                begun,
                readyAfter,
                plan.portOffset(),
                serversOnly,
                parts.values().stream().map(PartRun::state).toList());
    }

    private synchronized void publish() {
        try {
            JsonFiles.write(folder.state(), state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a part, as the state shows it. */
    static @Nullable ProcessIdentity identity(Part part) {
        return part.process().map(GuardedProcess::identity).orElse(null);
    }
}
