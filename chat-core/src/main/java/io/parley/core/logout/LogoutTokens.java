package io.parley.core.logout;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.Tenant;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Judges signature, issuer, audience and expiry of logout tokens with the keys that access tokens are judged with. */
@Singleton
class LogoutTokens {
    private static final Logger LOG = Logger.getLogger(LogoutTokens.class);
    /** Holds a slash, as a segment of a path never does: Quarkus takes a tenant from any segment that is the id of one. */
    private static final String TENANT = "logout/tokens";

    private final TenantIdentityProvider provider;

    LogoutTokens(@Tenant(TENANT) TenantIdentityProvider provider) {
        this.provider = provider;
    }

    JsonWebToken verified(@Nullable String token) {
        if (token == null || token.isBlank()) {
            throw LogoutToken.refused("there is none; it is the field logout_token of the form");
        }
        try {
            SecurityIdentity identity = provider.authenticate(new AccessTokenCredential(token))
                    .await()
                    .indefinitely();
            if (identity.getPrincipal() instanceof JsonWebToken verified) {
                return verified;
            }
        } catch (AuthenticationFailedException e) {
            // The reason stays in the log: an answer that told a forger what was wrong would help only him.
            LOG.debugf(e, "A logout token was refused");
        }
        throw LogoutToken.refused("its signature, issuer, audience or time is not what is expected");
    }
}
