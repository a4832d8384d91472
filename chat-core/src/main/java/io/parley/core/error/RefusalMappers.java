package io.parley.core.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
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
        return Problems.response(e, uri.getPath());
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e, UriInfo uri) {
        return Problems.response(JsonRefusal.of(e), uri.getPath());
    }

    /** Named by itself, because Quarkus has a mapper for exactly this one. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e, UriInfo uri) {
        return json(e, uri);
    }

    @ServerExceptionMapper
    Response missingToken(UnauthorizedException e, UriInfo uri) {
        return Problems.response(
                new ContractException(ErrorCode.UNAUTHENTICATED, "Present a token: Authorization: Bearer …"),
                uri.getPath());
    }

    /** The reason stays in the log: an answer that told a forger what was wrong would help only him. */
    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e, UriInfo uri) {
        LOG.debugf(e, "A token was refused");
        ContractException refusal = new ContractException(
                ErrorCode.UNAUTHENTICATED, "The token is malformed, expired, revoked, or not for this service.");
        return Problems.builder(refusal, uri.getPath())
                .header(HttpHeaders.WWW_AUTHENTICATE, null)
                .header(HttpHeaders.WWW_AUTHENTICATE, INVALID_TOKEN)
                .build();
    }

    @ServerExceptionMapper
    Response missingRole(ForbiddenException e, UriInfo uri) {
        return Problems.response(
                new ContractException(ErrorCode.FORBIDDEN, "The token lacks the role that this needs."), uri.getPath());
    }
}
