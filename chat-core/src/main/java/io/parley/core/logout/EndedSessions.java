package io.parley.core.logout;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses a user's token whose session ended, though it is not expired. */
@ApplicationScoped
class EndedSessions implements SecurityIdentityAugmentor {
    private final RevokedSessions revoked;

    EndedSessions(RevokedSessions revoked) {
        this.revoked = revoked;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getSubject() == null) {
            return Uni.createFrom().item(identity);
        }
        String user = token.getSubject();
        String session = token.getClaim("sid") instanceof String sid ? sid : "";
        Instant issuedAt = Instant.ofEpochSecond(token.getIssuedAtTime());
        if (revoked.complete()) {
            return revoked.inMemory(user, session, issuedAt)
                    ? Uni.createFrom().failure(EndedSessions::ended)
                    : Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> {
            if (revoked.stored(user, session, issuedAt)) {
                throw ended();
            }
            return identity;
        });
    }

    private static AuthenticationFailedException ended() {
        return new AuthenticationFailedException("The session of this token has ended: log in again.");
    }
}
