package io.parley.core.scheduled;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Messages that are sent later. */
@ConfigMapping(prefix = "parley.scheduled")
public interface ScheduledConfig {
    /** How often scheduled messages are looked for whose time has come: as much later than stated they may be sent. */
    @WithDefault("1s")
    Duration every();
}
