package io.parley.realtime.limit;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How much may be done in a time. A rate is what is allowed for ever, a burst what is allowed at once after a rest. 0: no limit. What is
 * above is refused with the time to wait.
 */
@StaticInitSafe
@ConfigMapping(prefix = "parley.limits")
public interface LimitConfig {
    /** Frames of one connection. */
    @WithDefault("100")
    int framesPerSecond();

    /** Frames of one connection at once. */
    @WithDefault("500")
    int framesBurst();

    /** Bytes of frames of one connection, without the first one. */
    @WithDefault("1048576")
    int bytesPerSecond();

    /** Bytes of frames of one connection at once. */
    @WithDefault("4194304")
    int bytesBurst();

    /** Signals of one connection. */
    @WithDefault("20")
    int signalsPerSecond();

    /** Signals of one connection at once. */
    @WithDefault("40")
    int signalsBurst();

    /** Messages of one user in one application, over all of the user's connections to this gateway. */
    @WithDefault("50")
    int sendsPerSecond();

    /** Messages of one user at once. */
    @WithDefault("500")
    int sendsBurst();

    /** Messages in one chat, over all connections to this gateway. */
    @WithDefault("500")
    int chatSendsPerSecond();

    /** Messages in one chat at once. */
    @WithDefault("2500")
    int chatSendsBurst();

    /** Connections of one user in one application to this gateway; one more is closed with 4006. */
    @WithDefault("20")
    int connectionsPerUser();

    /** Connections of one application to this gateway, likewise. */
    @WithDefault("0")
    int connectionsPerApplication();

    /** Connections that this gateway takes; more are answered 503 with {@code Retry-After}. */
    @WithDefault("2000")
    int acceptsPerSecond();

    /** Connections that this gateway takes at once. */
    @WithDefault("10000")
    int acceptsBurst();

    /** How long a client is asked to wait that was not let in. */
    @WithDefault("2s")
    Duration acceptRetryAfter();

    /** Frames refused for their number within a minute after which a connection is closed. */
    @WithDefault("1000")
    int refusedFrames();
}
