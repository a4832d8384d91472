package io.parley.core.error;

import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.Problem;
import io.parley.core.ops.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a body that says it is too large before a byte of it is read. For one that does not say, see {@link BodyReader}. */
@Singleton
class BodyLimit {
    private static final int PRIORITY = RequestIds.PRIORITY - 1;

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, PRIORITY);
    }

    private static void check(RoutingContext request) {
        if (announced(request) <= Limits.BODY_BYTES) {
            request.next();
            return;
        }
        Problem problem = Problem.of(BoundedBody.tooLarge(), request.normalizedPath(), RequestIds.current());
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Buffer.buffer(Json.bytes(problem)));
    }

    /** Netty has refused requests whose Content-Length is no number. */
    private static long announced(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
