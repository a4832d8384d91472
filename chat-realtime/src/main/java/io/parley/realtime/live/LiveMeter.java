package io.parley.realtime.live;

/** Counts what an operator wants to see. */
public interface LiveMeter {
    /** Something was not told to the other gateways, because too much waited. */
    void liveDropped();
}
