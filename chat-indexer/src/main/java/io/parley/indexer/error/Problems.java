package io.parley.indexer.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Makes a problem of everything that is thrown, the framework's refusals included. */
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 2;
    private static final String BEARER = "Bearer";

    @ServerExceptionMapper
    public Response refusal(ContractException e, UriInfo uri) {
        return response(e, uri, null).build();
    }

    /** A token that is not good. */
    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException e, UriInfo uri) {
        if (e.getCause() instanceof OIDCException) {
            return keycloakAway(e, uri);
        }
        return unauthenticated("The token is not valid here: expired, malformed, or issued for somebody else", uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, BEARER + " error=\"invalid_token\"")
                .build();
    }

    @ServerExceptionMapper
    public Response noToken(UnauthorizedException e, UriInfo uri) {
        return unauthenticated("Send a user's token in the header Authorization: Bearer", uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, BEARER)
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, UriInfo uri) {
        return response(new ContractException(ErrorCode.FORBIDDEN), uri, null).build();
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        Response.ResponseBuilder response = response(new ContractException(code(status)), uri, null);
        Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response keycloakAway(OIDCException e, UriInfo uri) {
        return keycloakAway((Throwable) e, uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        String traceId = UUID.randomUUID().toString();
        LOG.errorf(e, "Unexpected failure %s", traceId);
        return response(new ContractException(ErrorCode.INTERNAL), uri, traceId).build();
    }

    private static Response keycloakAway(Throwable e, UriInfo uri) {
        LOG.warnf("A token could not be checked: %s", e.getMessage());
        return response(new ContractException(ErrorCode.UNAVAILABLE, "Tokens cannot be checked now"), uri, null)
                .build();
    }

    private static Response.ResponseBuilder unauthenticated(String detail, UriInfo uri) {
        return response(new ContractException(ErrorCode.UNAUTHENTICATED, detail), uri, null);
    }

    private static Response.ResponseBuilder response(ContractException e, UriInfo uri, @Nullable String traceId) {
        Response.ResponseBuilder response = Response.status(e.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(e, uri.getAbsolutePath().getPath(), traceId));
        return e.code().status() == ErrorCode.UNAVAILABLE.status()
                ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                : response;
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
