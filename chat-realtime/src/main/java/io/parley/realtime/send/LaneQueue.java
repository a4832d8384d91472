package io.parley.realtime.send;

import io.parley.contract.broker.CommandBundle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The commands of one lane that wait to be sent. The commit is the clock: the first command goes at once, and those that
 * come while it is being written go together in the next message. So the bundles grow with the load, nothing lingers
 * without it, and the order holds. An outcome that stays away holds a lane up for a moment only. On the hub.
 */
final class LaneQueue {
    private static final int MAX_BYTES = 256 * 1024;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private long rounds;
    private long travelling;
    private long since;
    private int unanswered;

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

    /** Begins to send, if nothing travels and something waits. @return a number for the others; 0: not now */
    long begin(long now) {
        if (travelling != 0 || waiting.isEmpty()) {
            return 0;
        }
        travelling = ++rounds;
        since = now;
        return travelling;
    }

    /** So many commands travel in that message. */
    void sent(int count) {
        unanswered = count;
    }

    /** One of the commands that were sent in that message has its outcome. @return whether the lane is free now */
    boolean answered(long round) {
        if (travelling != round) {
            return false;
        }
        unanswered--;
        return unanswered == 0 && end(round);
    }

    /** Waits no longer for outcomes of what was sent that long ago. */
    void giveUpBefore(long time) {
        if (since <= time) {
            travelling = 0;
        }
    }

    /** That message is done with. @return false when it was before */
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
