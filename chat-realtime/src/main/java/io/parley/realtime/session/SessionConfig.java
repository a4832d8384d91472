package io.parley.realtime.session;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of one connection. */
@StaticInitSafe
@ConfigMapping(prefix = "parley.session")
public interface SessionConfig {
    /**
     * Connections that this gateway takes at once; more are answered 503. 0: as many as fit into half of the heap, with 12
     * KiB each.
     */
    @WithDefault("0")
    int connections();

    /** Time for the first frame, {@code hello}; then the connection is closed. */
    @WithDefault("10s")
    Duration helloTimeout();

    /** Bytes that may be on their way to a client; a client that does not read so much is closed, to resume. */
    @WithDefault("1048576")
    long outboundBytes();

    /** Frames that may be on their way to a client, likewise. */
    @WithDefault("8192")
    int outboundFrames();

    /** Bytes of live events that wait while a client is sent what it missed, likewise. */
    @WithDefault("4194304")
    long heldBytes();

    /** Clients whose state is read from chat-core at the same time; the others wait for their turn. */
    @WithDefault("32")
    int concurrentReads();

    /** How often the state is asked for, with growing pauses, before a client is sent away to try later. */
    @WithDefault("5")
    int readAttempts();

    /** Frames that are not of the protocol, after which a connection is closed. */
    @WithDefault("100")
    int badFrames();

    /** The time within which all connections are closed, one after the other, when the gateway stops. */
    @WithDefault("5s")
    Duration drain();
}
