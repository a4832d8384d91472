package io.parley.indexer.upkeep;

import io.parley.contract.rest.Export;
import io.parley.indexer.core.Core;
import io.parley.indexer.index.Holdings;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.MessageDocument;
import io.parley.indexer.index.MessageIndex;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Builds the index of messages anew from what is stored, beside the one that is searched. From a moment after it was made every
 * indexer writes what happens into both; what was before is filled in from chat-core; then it takes over in one step, and the
 * old one is removed. Both ways write by the {@code rev} of a message, so that their order does not matter.
 */
@ApplicationScoped
class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final int CHATS = 1_000;
    /** Parts that are read ahead and written at the same time. */
    private static final int AHEAD = 3;

    private static final Duration SAVE = Duration.ofSeconds(2);
    /** Until every indexer writes into both. */
    private static final Duration KNOWN = MessageIndex.NEXT_KNOWN.multipliedBy(2);

    static final Jobs.Job<State> JOB = new Jobs.Job<>("rebuild", State.class, State.NONE);

    private final Jobs jobs;
    private final Core core;
    private final Indexes indexes;
    private final MessageIndex messages;
    private final Holdings holdings;
    private final Clock clock;

    Rebuild(Jobs jobs, Core core, Indexes indexes, MessageIndex messages, Holdings holdings, Clock clock) {
        this.jobs = jobs;
        this.core = core;
        this.indexes = indexes;
        this.messages = messages;
        this.holdings = holdings;
        this.clock = clock;
    }

    enum Phase {
        NONE,
        REQUESTED,
        FILLING,
        DONE
    }

    /**
     * How far it is.
     *
     * @param after the key of the last chat that is done wholly
     * @param seq up to which the chat after it is done
     * @param messages that were read and written
     * @param expected as many as the index had that is searched
     */
    @RegisterForReflection
    record State(
            Phase phase,
            long after,
            long seq,
            long messages,
            long expected,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static final State NONE = new State(Phase.NONE, 0, 0, 0, 0, null, null);

        boolean isOpen() {
            return phase == Phase.REQUESTED || phase == Phase.FILLING;
        }
    }

    State state() {
        return jobs.state(JOB);
    }

    /** Begins one, or leaves the one that is under way. */
    State request() {
        return jobs.change(
                JOB, state -> state.isOpen() ? state : new State(Phase.REQUESTED, 0, 0, 0, 0, clock.instant(), null));
    }

    /** Does what is asked for, or goes on with it. */
    boolean run() throws InterruptedException {
        var lease = jobs.take(JOB, State::isOpen);
        if (lease.isEmpty()) {
            return false;
        }
        run(lease.get());
        return true;
    }

    private void run(Jobs.Lease<State> lease) throws InterruptedException {
        if (lease.state().phase() == Phase.REQUESTED) {
            indexes.ensure();
            Instant now = clock.instant();
            indexes.prepareAnother(now.toEpochMilli());
            lease.save(new State(Phase.FILLING, 0, 0, 0, holdings.count(), now, null));
            LOG.info("Building the index of messages anew");
            Thread.sleep(KNOWN);
        }
        fill(lease);
        indexes.takeOver();
        indexes.removeLeft();
        State filled = lease.state();
        lease.end(new State(
                Phase.DONE,
                filled.after(),
                0,
                filled.messages(),
                filled.expected(),
                filled.startedAt(),
                clock.instant()));
        LOG.infof("Built the index of messages anew: %d messages", filled.messages());
    }

    private void fill(Jobs.Lease<State> lease) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Export.StoredChat> chats;
            do {
                State from = lease.state();
                chats = core.chats(from.after(), CHATS);
                fill(lease, Part.of(from.after(), chats, from.seq(), Export.MAX_MESSAGES, Export.MAX_RANGES), threads);
            } while (chats.size() == CHATS);
        }
    }

    private record Writing(Part part, Future<Integer> written) {}

    private void fill(Jobs.Lease<State> lease, List<Part> parts, ExecutorService threads) throws InterruptedException {
        Deque<Writing> open = new ArrayDeque<>();
        long saved = System.nanoTime();
        State state = lease.state();
        for (int i = 0; i < parts.size() || !open.isEmpty(); ) {
            while (i < parts.size() && open.size() < AHEAD) {
                Part part = parts.get(i++);
                open.add(new Writing(part, threads.submit(() -> write(part))));
            }
            Writing first = open.remove();
            state = new State(
                    Phase.FILLING,
                    first.part().after(),
                    first.part().seq(),
                    state.messages() + result(first.written()),
                    state.expected(),
                    state.startedAt(),
                    null);
            if (System.nanoTime() - saved > SAVE.toNanos() || open.isEmpty()) {
                lease.save(state);
                saved = System.nanoTime();
            }
        }
    }

    private int write(Part part) {
        if (part.ranges().isEmpty()) {
            return 0;
        }
        List<MessageDocument> documents = new ArrayList<>(core.messages(part.ranges()));
        for (MessageIndex.Refused refused : messages.writeTo(indexes.next(), documents)) {
            LOG.errorf(
                    "A message is left out: %s, %s",
                    documents.get(refused.position()).id(), refused.reason());
        }
        return documents.size();
    }

    private static int result(Future<Integer> written) throws InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
