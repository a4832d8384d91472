package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.event.Event;
import io.parley.contract.rest.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds chats that are behind, and fetches from chat-core what the broker did not bring. On the hub. */
final class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);
    private static final long RETRY_MIN_MILLIS = 200;
    private static final long RETRY_MAX_MILLIS = 5_000;

    private final Watches watches;
    private final WatchConfig config;
    private final ChangeSource source;
    private final WatchMeter meter;
    private final LongSupplier clock;
    private final Set<WatchedChat> holes = new LinkedHashSet<>();
    private final Set<ChatKey> unchecked = new LinkedHashSet<>();
    private boolean checking;
    private boolean headsFail;
    private long checkAgainAt;
    private int running;

    Repairs(Watches watches, WatchConfig config, ChangeSource source, WatchMeter meter, LongSupplier clock) {
        this.watches = watches;
        this.config = config;
        this.source = source;
        this.meter = meter;
        this.clock = clock;
    }

    void hole(WatchedChat watched) {
        holes.add(watched);
    }

    /** Asks for the heads of chats; many questions at the same time become few. */
    void check(Collection<ChatKey> keys) {
        unchecked.addAll(keys);
        checkNext();
    }

    void tick() {
        long now = clock.getAsLong();
        if (now >= checkAgainAt) {
            checkNext();
        }
        holes.removeIf(watched -> !watched.behind() || !watches.watches(watched));
        for (WatchedChat watched : List.copyOf(holes)) {
            if (running >= config.concurrentRepairs()) {
                return;
            }
            if (watched.due(now)) {
                watched.repairing();
                running++;
                fetch(watched, watched.lastRev(), watched.lastRev(), null);
            }
        }
    }

    private void checkNext() {
        if (checking || unchecked.isEmpty()) {
            return;
        }
        List<ChatKey> page = unchecked.stream().limit(Internal.MAX_HEADS).toList();
        page.forEach(unchecked::remove);
        checking = true;
        source.heads(page, (heads, failure) -> {
            checking = false;
            if (heads == null) {
                if (!headsFail) {
                    LOG.warnf("The heads of %d chats could not be read: %s", page.size(), failure);
                }
                headsFail = true;
                unchecked.addAll(page);
                checkAgainAt = clock.getAsLong() + RETRY_MAX_MILLIS / 5;
            } else {
                headsFail = false;
                compare(page, heads);
                checkNext();
            }
        });
    }

    private void compare(List<ChatKey> page, List<@Nullable Long> heads) {
        long due = clock.getAsLong() + config.holeDelay().toMillis();
        for (int i = 0; i < page.size(); i++) {
            WatchedChat watched = watches.find(page.get(i));
            Long head = heads.get(i);
            if (watched != null && head != null && head > watched.lastRev()) {
                watched.expect(head, due);
                hole(watched);
            }
        }
    }

    /**
     * Reads one page of changes, and goes on where there is more.
     *
     * @param begun the rev after which this repair began
     * @param after the rev up to which it has come
     * @param members absent as long as everything is passed on; then what the pages said about members
     */
    private void fetch(WatchedChat watched, long begun, long after, @Nullable List<Entry> members) {
        source.changes(watched.key(), after, config.replayLimit(), (changes, failure) -> {
            if (!watches.watches(watched)) {
                running--;
            } else if (watched.lastRev() < begun) {
                // Somebody came with an older state meanwhile: begin there.
                running--;
                watched.repaired(clock.getAsLong());
            } else if (changes == null) {
                running--;
                long delay = Math.min(RETRY_MAX_MILLIS, RETRY_MIN_MILLIS << Math.min(watched.failures(), 10));
                if (watched.failed(clock.getAsLong() + delay) == 1) {
                    LOG.warnf("Missing events could not be read: %s", failure);
                }
            } else {
                apply(watched, begun, changes, members);
            }
        });
    }

    private void apply(WatchedChat watched, long begun, Changes changes, @Nullable List<Entry> members) {
        if (members == null && !changes.more()) {
            for (Entry entry : changes.entries()) {
                if (entry.envelope().rev() > watched.lastRev()) {
                    // Up to the entry's predecessor nothing is left that is not overtaken.
                    watched.advance(entry.envelope().rev() - 1, held -> watches.passOn(watched, held));
                    watched.offer(entry, clock.getAsLong(), passed -> watches.passOn(watched, passed));
                }
            }
            finish(watched, changes.covered());
            meter.repaired();
            return;
        }
        List<Entry> membersSoFar = members == null ? new ArrayList<>() : members;
        changes.entries().stream()
                .filter(entry -> entry.envelope().member() != null
                        || Event.CHAT_DELETED.equals(entry.envelope().type()))
                .forEach(membersSoFar::add);
        if (changes.more()) {
            fetch(watched, begun, changes.covered(), membersSoFar);
        } else {
            reset(watched, changes.covered(), membersSoFar);
        }
    }

    private void reset(WatchedChat watched, long covered, List<Entry> members) {
        for (Entry entry : members) {
            if (entry.envelope().rev() > watched.lastRev()) {
                watches.applyMembership(watched, entry);
            }
        }
        if (covered > watched.lastRev()) {
            meter.reset(watched.members().reset(watched.key().chat(), covered));
        }
        finish(watched, covered);
    }

    private void finish(WatchedChat watched, long covered) {
        running--;
        watched.advance(covered, held -> watches.passOn(watched, held));
        watched.repaired(clock.getAsLong() + config.holeDelay().toMillis());
        if (watched.behind()) {
            hole(watched);
        }
    }
}
