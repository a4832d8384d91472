package io.parley.realtime.watch;

/** What is counted here. On the hub. */
public interface WatchMeter {
    void delivered(int deliveries);

    void repaired();

    void reset(int connections);
}
