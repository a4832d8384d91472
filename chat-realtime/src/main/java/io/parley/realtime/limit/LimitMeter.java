package io.parley.realtime.limit;

/** Counts what was refused for its number. From any thread. */
public interface LimitMeter {
    /** @param limit names it */
    void limited(String limit);
}
