package io.parley.client;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which sends wait because the server said so. A chat in slow mode, or with too many writers, holds up itself only; what
 * is the server's own trouble, or comes in two chats at once, holds up all. Not thread-safe.
 */
final class Holds {
    /** A refusal that says "later" and not when. */
    private static final Duration UNSAID = Duration.ofSeconds(1);
    /** Bounds of the server are waits of a second or so; a longer one is the chat's own. */
    private static final Duration MOST_OF_SERVER = Duration.ofSeconds(5);

    private final Map<String, Long> chats = new HashMap<>();
    private long all = System.nanoTime();

    /** How long to wait before the same may be sent again. */
    static Duration wait(ServerFrame.Refusal refusal) {
        Long millis = refusal.retryAfterMillis();
        return millis == null ? UNSAID : Duration.ofMillis(Math.max(0, millis));
    }

    void hold(String chat, ServerFrame.Refusal refusal) {
        Duration wait = wait(refusal);
        long until = System.nanoTime() + wait.toNanos();
        forgetPassed();
        chats.merge(chat, until, (one, other) -> one - other > 0 ? one : other);
        boolean ofChat =
                refusal.code() == ErrorCode.RATE_LIMITED && (chats.size() == 1 || wait.compareTo(MOST_OF_SERVER) > 0);
        if (!ofChat && until - all > 0) {
            all = until;
        }
    }

    boolean holds(String chat) {
        Long until = chats.get(chat);
        return until != null && until - System.nanoTime() > 0;
    }

    boolean holdsAll() {
        return all - System.nanoTime() > 0;
    }

    /** In what time the next hold ends. */
    Duration untilNext(Duration otherwise) {
        forgetPassed();
        long now = System.nanoTime();
        long least =
                chats.values().stream().mapToLong(until -> until - now).min().orElse(otherwise.toNanos());
        return Duration.ofNanos(holdsAll() ? Math.min(least, all - now) : least);
    }

    private void forgetPassed() {
        long now = System.nanoTime();
        chats.values().removeIf(until -> until - now <= 0);
    }
}
