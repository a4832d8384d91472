package io.parley.indexer.ops;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Names every request, so that an answer finds its log lines: the caller's {@value #HEADER} where it is harmless, else
 * a new id. It is in the answer's header, in each problem as {@code traceId}, and in the log as {@code %X{traceId}}.
 */
@Singleton
public class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final int BEFORE_ALL_THAT_MAY_ANSWER = 1000;
    private static final String TRACE_ID = "traceId";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The id of the request that is being answered here; absent outside of one. */
    public static @Nullable String current() {
        return MDC.get(TRACE_ID) instanceof String id ? id : null;
    }

    void register(@Observes Filters filters) {
        filters.register(RequestIds::name, BEFORE_ALL_THAT_MAY_ANSWER);
    }

    private static void name(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        MDC.put(TRACE_ID, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }
}
