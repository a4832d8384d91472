package io.parley.core.broker;

import io.parley.contract.broker.Addresses;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The broker as chat-core uses it. Where it is, is said by {@code amqp-host}, {@code amqp-port} and the like. */
@ConfigMapping(prefix = "parley.broker")
public interface BrokerConfig {
    /** The beginning of all addresses; installations that share a broker differ in it. 1 to 40 of A-Z a-z 0-9 _ - */
    @WithDefault(Addresses.DEFAULT_PREFIX)
    String prefix();

    /** Bundles of commands that may be unsettled in one chat-core. More wait on the broker. */
    @WithDefault("256")
    int ingestWindow();

    /** Messages sent to the broker and not yet answered. More are not sent; the sweeper sends them later. */
    @WithDefault("4096")
    int maxInFlight();

    /** A broker that is silent for this long counts as dead. */
    @WithDefault("10s")
    Duration idleTimeout();
}
