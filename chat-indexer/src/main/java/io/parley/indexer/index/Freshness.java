package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.indexer.ops.Meters;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a message being stored to its being found: of those that are written one is looked for until it is there, at most one each
 * second.
 */
@ApplicationScoped
public class Freshness {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 20;
    /** Then it was perhaps removed, or the index was. */
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final SearchEngine engine;
    private final Indexes indexes;
    private final Meters meters;
    private final Clock clock;
    private final AtomicReference<@Nullable Probe> probe = new AtomicReference<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("freshness").daemon().factory());
    private volatile long lookedAt = System.nanoTime() - PAUSE.toNanos();
    private volatile @Nullable Long lagMillis;
    private volatile @Nullable Instant inHandSince;

    Freshness(SearchEngine engine, Indexes indexes, Meters meters, Clock clock) {
        this.engine = engine;
        this.indexes = indexes;
        this.meters = meters;
        this.clock = clock;
    }

    private record Probe(MessageDocument document, Instant committedAt, long begunNanos) {}

    void stop(@Observes ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    /** Something is about to be written that is stored since then. */
    public void writing(Instant committedAt) {
        inHandSince = committedAt;
    }

    /** What was about to be written is written; the message is one of it, the latest. */
    public void written(@Nullable MessageDocument document, Instant committedAt) {
        inHandSince = null;
        boolean due = System.nanoTime() - lookedAt > PAUSE.toNanos();
        if (document != null && due && probe.compareAndSet(null, new Probe(document, committedAt, System.nanoTime()))) {
            timer.execute(this::look);
        }
    }

    /** What was measured last, or more when something waits for longer than that; null: nothing yet. */
    public @Nullable Long lagMillis() {
        Long known = lagMillis;
        Instant waiting = inHandSince;
        if (waiting == null) {
            return known;
        }
        long waits = Math.max(0, Duration.between(waiting, clock.instant()).toMillis());
        return known == null ? waits : Math.max(known, waits);
    }

    private void look() {
        Probe looked = probe.get();
        if (looked == null) {
            return;
        }
        Duration since = Duration.between(looked.committedAt(), clock.instant());
        boolean found = isFound(looked.document());
        if (found) {
            lagMillis = Math.max(0, since.toMillis());
            meters.findable(since);
        }
        if (found || System.nanoTime() - looked.begunNanos() > GIVE_UP.toNanos()) {
            lookedAt = System.nanoTime();
            probe.set(null);
        } else if (!timer.isShutdown()) {
            timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isFound(MessageDocument document) {
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", 0).put("track_total_hits", 1);
        ArrayNode filters = question.putObject("query").putObject("bool").putArray("filter");
        filters.addObject().putObject("term").put("application", document.routing());
        filters.addObject().putObject("term").put("key", document.key());
        filters.addObject()
                .putObject("range")
                .putObject("rev")
                .put("gte", document.message().rev());
        String path = "/%s/_search?routing=%s".formatted(indexes.messages(), document.routing());
        try {
            return engine.call("POST", path, question, TIMEOUT)
                            .at("/hits/total/value")
                            .asLong()
                    > 0;
        } catch (EngineAwayException | EngineRefusedException e) {
            // It is said where it matters.
            return false;
        }
    }
}
