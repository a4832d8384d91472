package io.parley.core.message;

import io.parley.contract.Role;
import io.parley.contract.permission.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often a member may send to a chat, while its row is locked. Owners, moderators and the application are not held back,
 * and nothing is kept of who sends where a chat has no such bound.
 */
final class SlowMode {
    private final Duration pause;
    private final Map<String, Instant> lastSent = new HashMap<>();
    private final Set<String> senders = new HashSet<>();

    /** @param seconds between two messages of a member; 0: no bound */
    SlowMode(int seconds) {
        this.pause = Duration.ofSeconds(seconds);
    }

    /** Notes when somebody sent last, as it stands in the database. */
    void sentBefore(String user, @Nullable Instant at) {
        if (at != null) {
            lastSent.put(user, at);
        }
    }

    /** How long somebody must still wait; zero: not at all. */
    Duration left(String user, @Nullable Role role, Instant now) {
        Instant last = lastSent.get(user);
        if (pause.isZero() || !slows(role) || last == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, last.plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Notes that somebody sends now. */
    void sends(String user, @Nullable Role role, Instant now) {
        if (!pause.isZero() && slows(role)) {
            lastSent.put(user, now);
            senders.add(user);
        }
    }

    /** Who has no role is the application. */
    private static boolean slows(@Nullable Role role) {
        return role != null && !Action.SEND_UNSLOWED.allows(role);
    }

    /** Members who have sent in this batch, to be remembered. */
    Set<String> senders() {
        return senders;
    }

    long seconds() {
        return pause.toSeconds();
    }
}
