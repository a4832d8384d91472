package io.parley.realtime.socket;

import io.parley.contract.BearerToken;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Verifies access tokens as the framework does, without it keeping what it made of them: for each socket that would be the
 * request and all claims, for as long as it is open (ADR 17).
 */
@Singleton
class Tokens {
    private final TenantIdentityProvider provider;

    Tokens(TenantIdentityProvider provider) {
        this.provider = provider;
    }

    /** Whose it is. Fails with {@link AuthenticationFailedException} when it is not good here, or not any more. */
    Uni<SecurityIdentity> verify(String token) {
        // What is plainly no token is refused here: the framework breaks when parts of one are empty.
        return BearerToken.isJsonWebToken(token)
                ? provider.authenticate(new AccessTokenCredential(token))
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }
}
