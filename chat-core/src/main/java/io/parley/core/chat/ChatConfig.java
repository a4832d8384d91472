package io.parley.core.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of chats. */
@ConfigMapping(prefix = "parley.chat")
public interface ChatConfig {
    /** How long after a chat was deleted its messages are removed from the database, with all that belongs to them. */
    @WithDefault("24h")
    Duration purgeAfter();

    /** How often that is looked after. */
    @WithDefault("1m")
    Duration purgeEvery();
}
