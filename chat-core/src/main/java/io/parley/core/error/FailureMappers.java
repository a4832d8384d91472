package io.parley.core.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the framework refused, and what broke. */
class FailureMappers {
    private static final Logger LOG = Logger.getLogger(FailureMappers.class);

    /** What the framework throws, without a type of its own, for a broken percent-encoding. */
    private static final String UNDECODABLE = "Failed to decode URL";

    private final AllowedMethods allowed;

    @Inject
    FailureMappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return Problems.response(JsonRefusal.of(json), uri.getPath());
        }
        int status = e.getResponse().getStatus();
        return switch (e) {
            case NotAllowedException _ -> notAllowed(uri);
            case WebApplicationException _ when status >= 500 -> failure(e, uri);
            default -> Problems.response(new ContractException(code(status)), uri.getPath());
        };
    }

    @ServerExceptionMapper
    Response failure(Throwable e, UriInfo uri) {
        return unreadable(e)
                .or(() -> Away.behind(e))
                .map(refusal -> Problems.response(refusal, uri.getPath()))
                .orElseGet(() -> broken(e, uri));
    }

    /** What the framework cannot read of a request, and says by exceptions that are not of HTTP. */
    private static Optional<ContractException> unreadable(Throwable e) {
        return switch (e) {
            case UnsupportedCharsetException _, IllegalCharsetNameException _ ->
                Optional.of(new ContractException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The charset of the body is not known here: use UTF-8."));
            case IllegalArgumentException _
            when String.valueOf(e.getMessage()).startsWith(UNDECODABLE) ->
                Optional.of(new ContractException(
                        ErrorCode.INVALID_REQUEST, "A % must be followed by two hexadecimal digits, in UTF-8."));
            default -> Optional.empty();
        };
    }

    /** The caller is told where to look, and nothing of what broke. */
    private static Response broken(Throwable e, UriInfo uri) {
        LOG.errorf(e, "A request to %s failed", uri.getPath());
        return Problems.response(
                new ContractException(ErrorCode.INTERNAL, "Something broke here. The log has more under this traceId."),
                uri.getPath());
    }

    private Response notAllowed(UriInfo uri) {
        return Problems.builder(new ContractException(ErrorCode.METHOD_NOT_ALLOWED), uri.getPath())
                .header(HttpHeaders.ALLOW, allowed.of(uri.getPath()))
                .build();
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 412 -> ErrorCode.PRECONDITION_FAILED;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ErrorCode.RATE_LIMITED;
            default -> ErrorCode.INVALID_REQUEST;
        };
    }
}
