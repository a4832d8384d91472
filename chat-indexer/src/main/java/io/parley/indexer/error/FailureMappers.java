package io.parley.indexer.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the framework refused, and what broke. */
class FailureMappers {
    private static final Logger LOG = Logger.getLogger(FailureMappers.class);

    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return broken(e, uri);
        }
        Response.ResponseBuilder response = Problems.builder(new ContractException(code(status)), uri);
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    /** The caller is told where to look, and nothing of what broke. */
    @ServerExceptionMapper
    Response broken(Throwable e, UriInfo uri) {
        LOG.errorf(e, "A request to %s failed", uri.getPath());
        return Problems.response(
                new ContractException(ErrorCode.INTERNAL, "Something broke here. The log has more under this traceId."),
                uri);
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
            case 429 -> ErrorCode.RATE_LIMITED;
            default -> ErrorCode.INVALID_REQUEST;
        };
    }
}
