package io.parley.indexer.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the index is held against what is stored. */
@ConfigMapping(prefix = "parley.upkeep")
public interface UpkeepConfig {
    /** Whether this indexer takes part. Without any that does, the index is neither compared nor built anew. */
    @WithDefault("true")
    boolean enabled();

    /** How far apart comparisons of all of the index begin at least. */
    @WithDefault("10m")
    Duration every();

    /** For how long a comparison rests after each 20,000 messages or 200 users that were found to be right; not when it was asked for. */
    @WithDefault("1s")
    Duration pause();

    /** How long what differs may still be on its way, before it is mended. */
    @WithDefault("3s")
    Duration settle();
}
