package io.parley.indexer.upkeep;

import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.parley.indexer.core.Core;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.member.MemberHoldings;
import io.parley.indexer.ops.Meters;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares all of the index with what is stored, and mends what differs: messages by counts and checks of ranges, then
 * chats that are nowhere but in the index, then the memberships of users. Goes on where it was, whoever did it.
 */
@ApplicationScoped
class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int CHATS = 200;
    private static final int MESSAGES = 20_000;
    private static final int USERS = 200;

    static final Jobs.Job<State> JOB = new Jobs.Job<>("reconciliation", State.class, State.NONE);

    private final Jobs jobs;
    private final Core core;
    private final Indexes indexes;
    private final MessageComparison messages;
    private final MembershipComparison memberships;
    private final MemberHoldings members;
    private final Meters meters;
    private final UpkeepConfig config;
    private final Clock clock;

    Reconciler(
            Jobs jobs,
            Core core,
            Indexes indexes,
            MessageComparison messages,
            MembershipComparison memberships,
            MemberHoldings members,
            Meters meters,
            UpkeepConfig config,
            Clock clock) {
        this.jobs = jobs;
        this.core = core;
        this.indexes = indexes;
        this.messages = messages;
        this.memberships = memberships;
        this.members = members;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    enum Phase {
        IDLE,
        MESSAGES,
        STRAYS,
        MEMBERS,
        NEWCOMERS
    }

    /**
     * What was compared, and what was not as it is stored.
     *
     * @param messages that are stored
     * @param missing messages that were written
     * @param surplus documents that were removed
     * @param users whose memberships were compared
     * @param memberships of users that were mended
     */
    @RegisterForReflection
    record Found(long messages, long missing, long surplus, long users, long memberships) {
        static final Found NOTHING = new Found(0, 0, 0, 0, 0);

        Found plus(Found more) {
            return new Found(
                    messages + more.messages,
                    missing + more.missing,
                    surplus + more.surplus,
                    users + more.users,
                    memberships + more.memberships);
        }

        boolean isAllRight() {
            return missing == 0 && surplus == 0 && memberships == 0;
        }
    }

    /**
     * How far it is.
     *
     * @param hurried whether it was asked for, and so does not rest
     * @param again whether one is to follow this one
     * @param after of messages: the key of the last chat that is done wholly
     * @param seq of messages: up to which the chat after it is done
     * @param stray the last chat of the index that was looked for
     * @param user the last whose memberships were compared
     * @param found so far
     * @param last what the one before found
     * @param finishedAt of the one before
     */
    @RegisterForReflection
    record State(
            Phase phase,
            boolean hurried,
            boolean again,
            long after,
            long seq,
            Internal.@Nullable ChatRef stray,
            Export.@Nullable User user,
            Found found,
            @Nullable Found last,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static final State NONE =
                new State(Phase.IDLE, false, false, 0, 0, null, null, Found.NOTHING, null, null, null);

        State at(Phase next) {
            return new State(next, hurried, again, after, seq, null, null, found, last, startedAt, finishedAt);
        }

        State messages(Part part, Found more) {
            return new State(
                    phase,
                    hurried,
                    again,
                    part.after(),
                    part.seq(),
                    null,
                    null,
                    found.plus(more),
                    last,
                    startedAt,
                    finishedAt);
        }

        State strays(Internal.ChatRef to, Found more) {
            return new State(
                    phase, hurried, again, after, seq, to, null, found.plus(more), last, startedAt, finishedAt);
        }

        State users(Export.User to, Found more) {
            return new State(
                    phase, hurried, again, after, seq, null, to, found.plus(more), last, startedAt, finishedAt);
        }
    }

    State state() {
        return jobs.state(JOB);
    }

    /** Begins one that does not rest; where one is under way, another one after it. */
    State request() {
        return jobs.change(
                JOB,
                state -> new State(
                        state.phase(),
                        true,
                        true,
                        state.after(),
                        state.seq(),
                        state.stray(),
                        state.user(),
                        state.found(),
                        state.last(),
                        state.startedAt(),
                        state.finishedAt()));
    }

    /** Begins when it is time to, or goes on. */
    boolean run() throws InterruptedException {
        var lease = jobs.take(JOB, this::isDue);
        if (lease.isEmpty()) {
            meters.reconciled(state().finishedAt());
            return false;
        }
        run(lease.get());
        return true;
    }

    private boolean isDue(State state) {
        Instant started = state.startedAt();
        return state.phase() != Phase.IDLE
                || state.again()
                || started == null
                || !started.plus(config.every()).isAfter(clock.instant());
    }

    private void run(Jobs.Lease<State> lease) throws InterruptedException {
        indexes.ensure();
        State begun = lease.state();
        if (begun.phase() == Phase.IDLE) {
            lease.save(new State(
                    Phase.MESSAGES,
                    begun.hurried(),
                    false,
                    0,
                    0,
                    null,
                    null,
                    Found.NOTHING,
                    begun.last(),
                    clock.instant(),
                    begun.finishedAt()));
        }
        while (lease.state().phase() != Phase.IDLE) {
            switch (lease.state().phase()) {
                case MESSAGES -> messages(lease);
                case STRAYS -> strays(lease);
                case MEMBERS -> members(lease);
                case NEWCOMERS -> newcomers(lease);
                case IDLE -> {}
            }
        }
    }

    private void messages(Jobs.Lease<State> lease) throws InterruptedException {
        List<Export.StoredChat> chats;
        do {
            State from = lease.state();
            chats = core.chats(from.after(), CHATS);
            for (Part part : Part.of(from.after(), chats, from.seq(), MESSAGES, CHATS)) {
                Found found = messages.compare(part.ranges());
                lease.save(lease.state().messages(part, found));
                rest(lease.state(), found);
            }
        } while (chats.size() == CHATS);
        lease.save(lease.state().at(Phase.STRAYS));
    }

    private void strays(Jobs.Lease<State> lease) throws InterruptedException {
        List<Internal.ChatRef> chats = messages.indexed(lease.state().stray());
        while (!chats.isEmpty()) {
            List<@Nullable Long> heads = core.heads(chats);
            List<Internal.ChatRef> page = chats;
            List<Internal.ChatRef> strays = IntStream.range(0, page.size())
                    .filter(i -> heads.get(i) == null)
                    .mapToObj(page::get)
                    .toList();
            Found found = messages.removeAll(strays);
            lease.save(lease.state().strays(chats.getLast(), found));
            rest(lease.state(), found);
            chats = messages.indexed(chats.getLast());
        }
        lease.save(lease.state().at(Phase.MEMBERS));
    }

    private void members(Jobs.Lease<State> lease) throws InterruptedException {
        List<Export.User> users = members.users(lease.state().user(), USERS);
        while (!users.isEmpty()) {
            Found found = memberships.compare(users);
            lease.save(lease.state().users(users.getLast(), found));
            rest(lease.state(), found);
            users = members.users(users.getLast(), USERS);
        }
        lease.save(lease.state().at(Phase.NEWCOMERS));
    }

    private void newcomers(Jobs.Lease<State> lease) throws InterruptedException {
        List<Export.User> users = core.users(lease.state().user(), USERS);
        while (!users.isEmpty()) {
            Found found = memberships.add(members.missing(users));
            lease.save(lease.state().users(users.getLast(), found));
            rest(lease.state(), found);
            users = core.users(users.getLast(), USERS);
        }
        finish(lease);
    }

    private void finish(Jobs.Lease<State> lease) {
        State state = lease.state();
        Found found = state.found();
        Instant now = clock.instant();
        lease.end(new State(
                Phase.IDLE,
                state.again(),
                state.again(),
                0,
                0,
                null,
                null,
                Found.NOTHING,
                found,
                state.startedAt(),
                now));
        meters.reconciled(now);
        String outcome = "Compared the index with what is stored, %d messages and %d users: %d messages were missing,"
                + " %d were surplus, the memberships of %d users were wrong";
        LOG.logf(
                found.isAllRight() ? Logger.Level.DEBUG : Logger.Level.WARN,
                outcome,
                (Object) found.messages(),
                found.users(),
                found.missing(),
                found.surplus(),
                found.memberships());
    }

    /** What is wrong is mended without delay. */
    private void rest(State state, Found found) throws InterruptedException {
        Duration pause = config.pause();
        if (!state.hurried() && found.isAllRight()) {
            Thread.sleep(pause);
        }
    }
}
