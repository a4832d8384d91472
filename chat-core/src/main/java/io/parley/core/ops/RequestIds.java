package io.parley.core.ops;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Names every request, so that an answer finds its log lines: the caller's {@value #HEADER} where it is harmless, else
 * a new id. It is in the answer's header, in each problem as {@code traceId}, and in the log as {@code %X{traceId}}.
 */
@Singleton
public class RequestIds {
    public static final String HEADER = "X-Request-Id";

    /** Before everything that may answer, so that each answer has its id. */
    public static final int PRIORITY = 1000;

    private static final String TRACE_ID = "traceId";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Ids ids;

    @Inject
    RequestIds(Ids ids) {
        this.ids = ids;
    }

    /** The id of the request that is being answered here; absent outside of one. */
    public static @Nullable String current() {
        return MDC.get(TRACE_ID) instanceof String id ? id : null;
    }

    void register(@Observes Filters filters) {
        filters.register(this::name, PRIORITY);
    }

    private void name(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches() ? given : ids.shortId();
        MDC.put(TRACE_ID, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }
}
