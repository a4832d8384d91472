package io.parley.core.timeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The sweeper, which publishes what a crash or an absent broker left unpublished. */
@ConfigMapping(prefix = "parley.sweeper")
public interface SweeperConfig {
    /** How long a change may be unpublished before the sweeper takes care of it. */
    @WithDefault("1s")
    Duration age();

    /** After how long without a change a chat is no longer looked at. */
    @WithDefault("10s")
    Duration quiet();
}
