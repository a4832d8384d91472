package io.parley.realtime.limit;

/**
 * So much for ever, and so much at once after a rest: a token bucket, counted in milliseconds of credit so that it is two numbers. Not
 * to be used by two threads at once.
 */
public final class TokenBucket {
    private static final double MILLIS = 1_000;

    private final double perMilli;
    private final int burst;
    private double tokens;
    private long filledAt;

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
