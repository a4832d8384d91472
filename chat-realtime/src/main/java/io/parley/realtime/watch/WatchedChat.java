package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle.Entry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A chat with local members: everything up to {@code lastRev} was passed on to them. An event that does not follow
 * directly is held behind the hole until the missing ones arrive or were fetched. On the hub.
 */
final class WatchedChat {
    private final ChatKey key;
    private final Members members = new Members();
    private final int heldLimit;
    private final TreeMap<Long, Entry> held = new TreeMap<>();

    private long lastRev;
    /** The highest {@code lastRev} there was. */
    private long highest;
    /** The highest rev that is known to exist. */
    private long wanted;

    private long repairAt;
    private boolean repairing;
    private int failures;

    WatchedChat(ChatKey key, long lastRev, int heldLimit) {
        this.key = key;
        this.lastRev = lastRev;
        this.highest = lastRev;
        this.heldLimit = heldLimit;
    }

    ChatKey key() {
        return key;
    }

    Members members() {
        return members;
    }

    long lastRev() {
        return lastRev;
    }

    boolean behind() {
        return lastRev < wanted;
    }

    /** Passes an event on, with those that it releases; or holds it; or drops it, because it was passed on before. */
    void offer(Entry entry, long dueIfHeld, Consumer<Entry> passOn) {
        long rev = entry.envelope().rev();
        if (rev <= lastRev) {
            return;
        }
        if (entry.envelope().after() <= lastRev) {
            pass(entry, passOn);
            drain(passOn);
            // Something came: what is still missing gets the full delay again.
            repairAt = dueIfHeld;
            return;
        }
        held.put(rev, entry);
        expect(rev, dueIfHeld);
        if (held.size() > heldLimit) {
            // They are fetched with the hole; keeping them would only cost memory.
            held.clear();
            repairAt = 0;
        }
    }

    /** Learns that a rev exists; if it does not arrive by itself, it is to be fetched at {@code due}. */
    void expect(long rev, long due) {
        if (rev > lastRev && !behind()) {
            repairAt = due;
        }
        wanted = Math.max(wanted, rev);
    }

    /** Everything up to a rev was passed on, or need not be. */
    void advance(long rev, Consumer<Entry> passOn) {
        lastRev = Math.max(lastRev, rev);
        highest = Math.max(highest, lastRev);
        drain(passOn);
    }

    /**
     * Goes back to the state of a member who comes with an older one than the others have. What follows it is passed on
     * again, to that member only: the others are past it.
     */
    void rewind(long stateRev, long due) {
        if (stateRev < lastRev) {
            members.past(lastRev);
            highest = Math.max(highest, lastRev);
            lastRev = stateRev;
            expect(highest, due);
        }
    }

    /** Whether an event has not been passed on before. */
    boolean isNew(long rev) {
        return rev > highest;
    }

    private void pass(Entry entry, Consumer<Entry> passOn) {
        lastRev = entry.envelope().rev();
        passOn.accept(entry);
        highest = Math.max(highest, lastRev);
    }

    private void drain(Consumer<Entry> passOn) {
        Map.Entry<Long, Entry> first = held.firstEntry();
        while (first != null) {
            if (first.getKey() > lastRev) {
                if (first.getValue().envelope().after() > lastRev) {
                    return;
                }
                pass(first.getValue(), passOn);
            }
            held.remove(first.getKey());
            first = held.firstEntry();
        }
    }

    boolean due(long now) {
        return behind() && !repairing && now >= repairAt;
    }

    void repairing() {
        repairing = true;
    }

    /** A repair ended; what is still missing is asked for again at {@code again}. */
    void repaired(long again) {
        repairing = false;
        failures = 0;
        repairAt = again;
    }

    /** A repair failed. @return how often in a row */
    int failed(long again) {
        repairing = false;
        repairAt = again;
        failures++;
        return failures;
    }

    int failures() {
        return failures;
    }
}
