package io.parley.indexer.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where and how messages are indexed. */
@ConfigMapping(prefix = "parley.search")
public interface SearchConfig {
    /** The alias of the messages' index; that of memberships is this with {@code -members} behind it. */
    @WithDefault("parley-messages")
    String index();

    /** How long until what was written can be found: the bound of the search's lag when nothing else is slow. */
    @WithDefault("300ms")
    Duration refreshInterval();

    /** Primary shards of a new index. An application lives in one of them. */
    @WithDefault("1")
    int shards();

    /** How long a search may take before it is answered with {@code unavailable}. */
    @WithDefault("5s")
    Duration timeout();
}
