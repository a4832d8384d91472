package io.parley.amqp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is.
 *
 * @param container names this process at the broker (AMQP container-id)
 * @param idleTimeout a peer that is silent for this long counts as dead; half of it is the heartbeat
 */
public record BrokerSettings(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        boolean tls,
        String container,
        Duration idleTimeout) {

    @Override
    public String toString() {
        return "%s:%d as %s".formatted(host, port, username);
    }
}
