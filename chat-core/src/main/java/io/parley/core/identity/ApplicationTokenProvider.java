package io.parley.core.identity;

import io.parley.core.database.Database;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/**
 * Finds the application of a token. Looked up anew for every request, by a unique index: a revoked token is refused at
 * once, everywhere, and there is no cache to bound or to empty.
 */
@Singleton
class ApplicationTokenProvider implements IdentityProvider<ApplicationTokenRequest> {
    private final Database database;
    private final Clock clock;

    @Inject
    ApplicationTokenProvider(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Class<ApplicationTokenRequest> getRequestType() {
        return ApplicationTokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApplicationTokenRequest request, AuthenticationRequestContext context) {
        if (!ApplicationToken.wellFormed(request.token())) {
            return Uni.createFrom()
                    .failure(() -> new AuthenticationFailedException(
                            "The application token is not complete: its checksum does not match."));
        }
        return context.runBlocking(() -> identity(request.token()));
    }

    private SecurityIdentity identity(String token) {
        UUID application = database.first(
                        """
                        select application_id from application_token
                        where hash = ? and (expires_at is null or expires_at > ?)
                        """, row -> row.getObject(1, UUID.class), ApplicationToken.hash(token), clock.instant())
                .orElseThrow(() -> new AuthenticationFailedException("The application token is not valid (any more)."));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new ApplicationPrincipal(application))
                .build();
    }
}
