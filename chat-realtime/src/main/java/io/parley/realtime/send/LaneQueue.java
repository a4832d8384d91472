package io.parley.realtime.send;

import io.parley.contract.broker.CommandBundle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The commands of one lane that wait to be sent. At most one AMQP message of a lane is unanswered by the broker: the
 * first command goes at once, and those that come while it travels go together in the next. So the bundles grow with
 * the load, nothing lingers without it, and the order holds. On the hub.
 */
final class LaneQueue {
    private static final int MAX_BYTES = 256 * 1024;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private long rounds;
    private long travelling;

    void add(Pending entry) {
        entry.inLane = true;
        waiting.addLast(entry);
    }

    /** Puts back what could not be sent, before what came since. */
    void addFirst(List<Pending> entries) {
        for (Pending entry : entries.reversed()) {
            entry.inLane = true;
            waiting.addFirst(entry);
        }
    }

    /** Forgets what waits and what travels: the link it travelled on is gone. */
    void clear() {
        waiting.clear();
        travelling = 0;
    }

    /** Begins to send, if nothing travels and something waits. @return a number for {@link #end}; 0: not now */
    long begin() {
        if (travelling != 0 || waiting.isEmpty()) {
            return 0;
        }
        travelling = ++rounds;
        return travelling;
    }

    /** The broker has answered. @return false when it was not asked by this link any more */
    boolean end(long round) {
        if (travelling != round) {
            return false;
        }
        travelling = 0;
        return true;
    }

    /** Takes what fits into one message; what is not wanted any more is left out. */
    List<Pending> take(Predicate<Pending> wanted) {
        List<Pending> taken = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && taken.size() < CommandBundle.MAX_COMMANDS) {
            Pending next = waiting.getFirst();
            if (!taken.isEmpty() && bytes + next.bytes > MAX_BYTES) {
                break;
            }
            waiting.removeFirst();
            if (wanted.test(next)) {
                taken.add(next);
                bytes += next.bytes;
            }
        }
        return taken;
    }
}
