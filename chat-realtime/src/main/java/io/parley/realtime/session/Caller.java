package io.parley.realtime.session;

import java.time.Instant;
import java.util.UUID;

/**
 * Who opened a socket, as the verified token says.
 *
 * @param token handed on to chat-core, which decides by it what the user may see
 */
public record Caller(UUID application, String user, String token, Instant tokenExpiresAt) {
    @Override
    public String toString() {
        return "%s of %s".formatted(user, application);
    }
}
