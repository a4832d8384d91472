package io.parley.realtime.watch;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events reach connections, and how holes are mended. */
@StaticInitSafe
@ConfigMapping(prefix = "parley.watch")
public interface WatchConfig {
    /** How long a missing event may be late before it is fetched from chat-core. */
    @WithDefault("200ms")
    Duration holeDelay();

    /** Changes of one chat that are replayed at most; when more were missed, connections get a {@code reset}. */
    @WithDefault("500")
    int replayLimit();

    /** Events of one chat that are held behind a hole; more make the hole be fetched at once. */
    @WithDefault("1000")
    int heldLimit();

    /** How often every watched chat's head is compared with chat-core's, as a net under all else. */
    @WithDefault("30s")
    Duration checkInterval();

    /** Holes that are fetched from chat-core at the same time. */
    @WithDefault("16")
    int concurrentRepairs();

    /** Bytes of events kept while connections read their state; a connection that needs more reads again. */
    @WithDefault("33554432")
    long recentBytes();
}
