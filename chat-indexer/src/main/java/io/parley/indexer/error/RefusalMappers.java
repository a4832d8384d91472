package io.parley.indexer.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the caller did wrong. */
class RefusalMappers {
    private static final Logger LOG = Logger.getLogger(RefusalMappers.class);

    /** RFC 6750, section 3.1. */
    private static final String INVALID_TOKEN = Problems.CHALLENGE
            + ", error=\"invalid_token\", error_description=\"The token is malformed, expired, revoked or not for this service\"";

    @ServerExceptionMapper
    Response refusal(ContractException e, UriInfo uri) {
        return Problems.response(e, uri);
    }

    @ServerExceptionMapper
    Response missingToken(UnauthorizedException e, UriInfo uri) {
        var refusal =
                new ContractException(ErrorCode.UNAUTHENTICATED, "Present a user's token: Authorization: Bearer …");
        return Problems.builder(refusal, uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, Problems.CHALLENGE)
                .build();
    }

    /** The reason stays in the log: an answer that told a forger what was wrong would help only him. */
    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e, UriInfo uri) {
        if (e.getCause() instanceof OIDCException away) {
            return unchecked(away, uri);
        }
        LOG.debugf(e, "A token was refused");
        var refusal = new ContractException(
                ErrorCode.UNAUTHENTICATED, "The token is malformed, expired, revoked, or not for this service.");
        return Problems.builder(refusal, uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, INVALID_TOKEN)
                .build();
    }

    /** Keycloak was never reached, so that its keys are not known yet. */
    @ServerExceptionMapper
    Response unchecked(OIDCException e, UriInfo uri) {
        LOG.warnf("A token could not be checked: %s", e.getMessage());
        return Problems.response(
                new ContractException(ErrorCode.UNAVAILABLE, "Tokens cannot be checked now; try again shortly."), uri);
    }

    @ServerExceptionMapper
    Response missingRole(ForbiddenException e, UriInfo uri) {
        return Problems.response(new ContractException(ErrorCode.FORBIDDEN), uri);
    }
}
