package io.parley.core.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What chat-core tells gateways that is true only now: moved markers, changed settings, who must go. */
@ConfigMapping(prefix = "parley.live")
public interface LiveConfig {
    /** For how long entries are gathered, so that many of one moment are one message to the broker. */
    @WithDefault("20ms")
    Duration gather();

    /** Entries that may wait for the broker. Beyond that the oldest are dropped; nothing that is stored is lost by it. */
    @WithDefault("20000")
    int queueSize();
}
