package io.parley.core.logout;

import io.parley.contract.broker.Live;
import io.parley.core.live.LivePublisher;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The address that an identity provider tells of logouts (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
@Path("/v1/oidc/backchannel-logout")
@RunOnVirtualThread
@Tag(name = "Logout")
public class LogoutResource {
    private static final Logger LOG = Logger.getLogger(LogoutResource.class);

    private final LogoutTokens tokens;
    private final RevokedSessions revoked;
    private final LivePublisher live;
    private final Clock clock;

    @Inject
    LogoutResource(LogoutTokens tokens, RevokedSessions revoked, LivePublisher live, Clock clock) {
        this.tokens = tokens;
        this.revoked = revoked;
        this.live = live;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @SecurityRequirements
    @Extension(name = "x-errors", value = "unauthenticated")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            summary = "Be told of a logout by the identity provider",
            description =
                    "By OpenID Connect Back-Channel Logout 1.0. Access tokens of the session are refused from then on,"
                            + " and its connections closed.")
    @APIResponse(responseCode = "200", description = "The logout is stored")
    public Response logout(@FormParam("logout_token") @Nullable String logoutToken) {
        LogoutToken token = LogoutToken.read(tokens.verified(logoutToken), clock.instant());
        revoked.revoke(token);
        live.publish(new Live.LoggedOut(token.user(), token.session().isEmpty() ? null : token.session()));
        LOG.infof("A session of user %s ended at the identity provider", token.user());
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.ok().cacheControl(noStore).build();
    }
}
