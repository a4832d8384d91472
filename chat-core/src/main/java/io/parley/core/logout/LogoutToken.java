package io.parley.core.logout;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a logout token says, whose signature, issuer, audience and expiry have been judged (OpenID Connect Back-Channel Logout
 * 1.0, section 2.4).
 *
 * @param user its {@code sub}
 * @param session its {@code sid}; empty: all sessions of the user
 * @param issuedAt its {@code iat}
 */
record LogoutToken(String user, String session, Instant issuedAt) {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** A token of longer ago is not the answer to anything that happens now. */
    private static final Duration OLDEST = Duration.ofMinutes(5);
    /** The identity provider's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int SESSION_CHARS = 255;

    /** By the steps of section 2.6 that are left once the signature is known to be good. */
    static LogoutToken read(JsonWebToken token, Instant now) {
        if (!(token.getClaim("events") instanceof JsonObject events) || !events.containsKey(EVENT)) {
            throw refused("its events do not name a logout");
        }
        if (token.containsClaim("nonce")) {
            throw refused("it has a nonce: it is an ID token");
        }
        if (token.getIssuedAtTime() <= 0) {
            throw refused("it has no iat");
        }
        Instant issuedAt = Instant.ofEpochSecond(token.getIssuedAtTime());
        if (issuedAt.isBefore(now.minus(OLDEST)) || issuedAt.isAfter(now.plus(AHEAD))) {
            throw refused("it was not issued within the last five minutes");
        }
        // The user is needed to find the connections; Keycloak always says who it is.
        if (token.getSubject() == null) {
            throw refused("it has no sub");
        }
        String session = token.getClaim("sid") instanceof String sid ? sid : "";
        if (session.length() > SESSION_CHARS) {
            throw refused("its sid has more than " + SESSION_CHARS + " characters");
        }
        return new LogoutToken(Check.subject(token.getSubject(), "sub"), session, issuedAt);
    }

    static ContractException refused(String why) {
        return ContractException.invalid("logout_token", "The logout token is not good: " + why);
    }
}
