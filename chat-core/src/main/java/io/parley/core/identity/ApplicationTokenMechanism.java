package io.parley.core.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the bearer tokens that are an application's; what looks like a JSON Web Token is left to OpenID Connect. */
@Singleton
class ApplicationTokenMechanism implements HttpAuthenticationMechanism {
    /** Above OpenID Connect, which would take any bearer token. */
    private static final int PRIORITY = 3000;

    private static final int UNAUTHORIZED = 401;
    private static final String SCHEME = "Bearer ";
    /** RFC 7519 over RFC 7515: header, claims and signature in base64url; only the last may be empty. */
    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.startsWith(ApplicationToken.PREFIX)) {
            return providers.authenticate(new ApplicationTokenRequest(token));
        }
        // OpenID Connect's mechanism breaks, instead of refusing, when parts of a token are empty.
        return JSON_WEB_TOKEN.matcher(token).matches()
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApplicationTokenRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
