package io.parley.core.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.core.ops.RequestIds;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Makes responses of refusals. */
final class Problems {
    static final MediaType MEDIA_TYPE = MediaType.valueOf(Problem.MEDIA_TYPE);

    /** What to present, when nothing (RFC 6750, section 3). */
    static final String CHALLENGE = "Bearer realm=\"parley\"";

    private static final int RETRY_SECONDS = 2;

    private Problems() {}

    static Response response(ContractException refusal, @Nullable String path) {
        return builder(refusal, path).build();
    }

    static Response.ResponseBuilder builder(ContractException refusal, @Nullable String path) {
        ErrorCode code = refusal.code();
        Response.ResponseBuilder response =
                Response.status(code.status()).type(MEDIA_TYPE).entity(Problem.of(refusal, path, RequestIds.current()));
        if (code == ErrorCode.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (refusal instanceof TooSoonException tooSoon) {
            response.header(HttpHeaders.RETRY_AFTER, tooSoon.seconds());
        } else if (code.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response;
    }
}
