package io.parley.realtime.live;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Presence, typing, markers: what is true only now. */
@StaticInitSafe
@ConfigMapping(prefix = "parley.live")
public interface LiveConfig {
    /** How long a user without a connection still counts as online, so that a reconnect is not seen by others. */
    @WithDefault("5s")
    Duration offlineAfter();

    /** How often a gateway says to all that it lives. */
    @WithDefault("5s")
    Duration aliveInterval();

    /** A gateway that was silent for so long is gone, and its users with it; one that does not hear itself is not ready. */
    @WithDefault("15s")
    Duration deadAfter();

    /** How often all gateways are asked again who of the watched users is online, as a net under all else. */
    @WithDefault("60s")
    Duration askInterval();

    /** How long the answers of other gateways are waited for before a client is told who is online. */
    @WithDefault("300ms")
    Duration answerTime();

    /** How long somebody who was said to be writing counts as writing. */
    @WithDefault("6s")
    Duration typing();

    /** Markers that move within this time are stored as one. */
    @WithDefault("200ms")
    Duration markInterval();

    /** Markers that wait to be stored; more are refused. */
    @WithDefault("50000")
    int marks();

    /** How often it is noted who is online, for {@code lastSeenAt}, of users who stay connected. */
    @WithDefault("5m")
    Duration seenInterval();

    /** What waits to be told to all gateways; more pushes out the oldest. */
    @WithDefault("10000")
    int queue();
}
