package io.parley.realtime.send;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands of clients reach chat-core. */
@StaticInitSafe
@ConfigMapping(prefix = "parley.send")
public interface SendConfig {
    /** Commands of one connection that may await their outcome; more are refused until some have it. */
    @WithDefault("256")
    int unacknowledged();

    /** Bytes of commands of all connections that may await their outcome; more are refused until some have it. */
    @WithDefault("67108864")
    long pendingBytes();

    /** A command without outcome is sent again after this time. It is stored once, however often it is sent. */
    @WithDefault("5s")
    Duration resendAfter();

    /** Commands of a lane wait for the outcomes of those that travel, at most for this time. */
    @WithDefault("250ms")
    Duration laneHold();

    /** A command without outcome is given up after this time; the client is told that it may send it again. */
    @WithDefault("30s")
    Duration giveUpAfter();

    /** The time that a refused client is asked to wait. */
    @WithDefault("1s")
    Duration retryAfter();
}
