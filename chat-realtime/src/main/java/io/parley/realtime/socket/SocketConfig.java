package io.parley.realtime.socket;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may open a socket, and how it is kept alive.
 *
 * <p>{@code parley.origins}: the web pages whose scripts may open sockets, as browsers name them in {@code Origin}
 * (RFC 6454). Programs that are no browsers send none and are not asked for one.
 */
@Singleton
public final class SocketConfig {
    private final Set<String> origins;
    private final Duration pingInterval;

    SocketConfig(
            @ConfigProperty(name = "parley.origins") List<String> origins,
            @ConfigProperty(name = "quarkus.websockets-next.server.auto-ping-interval") Duration pingInterval) {
        this.origins = Set.copyOf(origins);
        this.pingInterval = pingInterval;
    }

    boolean allows(String origin) {
        return origins.contains(origin);
    }

    /** How often clients are pinged; one that is silent for three times as long is dead. */
    public Duration pingInterval() {
        return pingInterval;
    }
}
