package io.parley.realtime.broker;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The link to the broker; its address and user are in {@code amqp-host} and so on. */
@StaticInitSafe
@ConfigMapping(prefix = "parley.broker")
public interface BrokerConfig {
    /** What the addresses begin with; the same for all services of an installation. */
    @WithDefault("chat")
    String prefix();

    /** A broker that is silent for so long counts as dead. */
    @WithDefault("20s")
    Duration idleTimeout();

    /** Messages that the broker may send ahead of their being handled. */
    @WithDefault("1000")
    int window();
}
