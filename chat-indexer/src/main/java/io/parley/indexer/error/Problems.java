package io.parley.indexer.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.indexer.ops.RequestIds;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Makes responses of refusals. */
final class Problems {
    /** What to present, when nothing was (RFC 6750, section 3). */
    static final String CHALLENGE = "Bearer realm=\"parley\"";

    private static final int RETRY_SECONDS = 2;

    private Problems() {}

    static Response.ResponseBuilder builder(ContractException refusal, UriInfo uri) {
        ErrorCode code = refusal.code();
        Response.ResponseBuilder response = Response.status(code.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(refusal, uri.getAbsolutePath().getPath(), RequestIds.current()));
        return code.status() == ErrorCode.UNAVAILABLE.status()
                ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                : response;
    }

    static Response response(ContractException refusal, UriInfo uri) {
        return builder(refusal, uri).build();
    }
}
