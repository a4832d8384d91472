package io.parley.realtime.live;

import io.parley.contract.broker.LiveBundle;

/** The way to all gateways. On the hub. */
public interface LivePublisher {
    boolean isUp();

    /** Sends, and does not say what came of it. */
    void publish(LiveBundle bundle);
}
