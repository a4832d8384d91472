package io.parley.realtime.session;

import java.time.Instant;
import java.util.UUID;

/**
 * Who opened a socket, as the verified token says.
 *
 * @param oidcSession the token's {@code sid} (OpenID Connect Front-Channel Logout 1.0, section 3); empty without one
 * @param token handed on to chat-core, which decides by it what the user may see
 */
public record Caller(UUID application, String user, String token, String oidcSession, Instant tokenExpiresAt) {
    @Override
    public String toString() {
        return "%s of %s".formatted(user, application);
    }
}
