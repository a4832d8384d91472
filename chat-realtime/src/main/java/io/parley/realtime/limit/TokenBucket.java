package io.parley.realtime.limit;

/**
 * So much for ever, and so much at once after a rest: a token bucket, counted in milliseconds of credit so that it is two numbers. Not
 * to be used by two threads at once.
 */
public final class TokenBucket {
    private static final double MILLIS = 1_000;
    /** Nobody is told to wait longer than this for a turn. */
    private static final double LONGEST_TURN_MILLIS = 10_000;

    private final double perMilli;
    private final int burst;
    private double tokens;
    private long filledAt;
    /** When the last of those who were told to come back is to be back. */
    private double lastTurn;

    /**
     * @param perSecond what is allowed for ever; 0: no limit
     * @param burst what is allowed at once
     */
    public TokenBucket(int perSecond, int burst, long now) {
        this.perMilli = perSecond / MILLIS;
        this.burst = Math.max(burst, 1);
        this.tokens = this.burst;
        this.filledAt = now;
    }

    /**
     * Takes so many, or none.
     *
     * @return 0 when they were there, else the milliseconds after which they will be
     */
    public long take(int count, long now) {
        if (perMilli == 0) {
            return 0;
        }
        fill(now);
        // What is larger than the bucket is let through when it is full, and is paid for afterwards.
        double needed = Math.min(count, burst);
        if (tokens >= needed) {
            tokens -= count;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((needed - tokens) / perMilli));
    }

    /**
     * Takes one, or none; who gets none is told to come back after the one who was told so before. All who were told the same time would
     * come back together, and all but one in vain.
     */
    public long takeInTurn(long now) {
        long wait = take(1, now);
        if (wait == 0) {
            return 0;
        }
        double latest = (double) now + LONGEST_TURN_MILLIS;
        lastTurn = Math.min(Math.max((double) now + wait, lastTurn + 1 / perMilli), latest);
        return (long) Math.ceil(lastTurn - now);
    }

    private void fill(long now) {
        if (now > filledAt) {
            tokens = Math.min(burst, tokens + (now - filledAt) * perMilli);
        }
        // A clock that was set back must not stop it.
        filledAt = now;
    }

    /** Whether it is as good as new. */
    public boolean isFull(long now) {
        fill(now);
        return tokens >= burst;
    }
}
