package io.parley.client;

import java.time.Duration;

/**
 * Keeps what can wait below what the server takes in a second, so that a thousand marks after a reconnect do not use up what
 * messages need: at most half of the frames, and some at once. Not thread-safe.
 */
final class Pace {
    private static final int AT_ONCE = 20;
    private static final int SHARE = 2;

    private double perNano = AT_ONCE / 1e9;
    private double left = AT_ONCE;
    private long refilledNanos = System.nanoTime();

    /** A new connection, which takes so many frames in a second. */
    void reset(int framesPerSecond) {
        perNano = Math.max(1, framesPerSecond / SHARE) / 1e9;
        left = AT_ONCE;
        refilledNanos = System.nanoTime();
    }

    /** Whether one may be sent now; it counts. */
    boolean take() {
        refill();
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    Duration untilNext() {
        refill();
        return left >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - left) / perNano));
    }

    private void refill() {
        long now = System.nanoTime();
        left = Math.min(AT_ONCE, left + (now - refilledNanos) * perNano);
        refilledNanos = now;
    }
}
