package io.parley.realtime.ops;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses what is plainly no token: OpenID Connect's mechanism breaks when parts of one are empty. */
@Singleton
class MalformedTokens implements HttpAuthenticationMechanism {
    /** Above OpenID Connect. */
    private static final int PRIORITY = 3000;

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +.*");
    /** RFC 7519 over RFC 7515: header, claims and signature in base64url; only the last may be empty. */
    private static final Pattern TOKEN = Pattern.compile("(?i)bearer +[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager providers) {
        String header = routing.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean malformed = header != null
                && BEARER.matcher(header).matches()
                && !TOKEN.matcher(header).matches();
        return malformed
                ? Uni.createFrom().failure(new AuthenticationFailedException())
                : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
