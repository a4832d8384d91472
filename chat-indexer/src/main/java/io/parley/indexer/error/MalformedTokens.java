package io.parley.indexer.error;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Puts a token that is plainly none before the authentication as one that it is sure to refuse: it fails, instead of
 * refusing, when parts of a token are empty.
 */
@Singleton
class MalformedTokens {
    private static final int BEFORE_AUTHENTICATION = 900;
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +.*");
    /** RFC 7519 over RFC 7515: header, claims and signature in base64url; only the last may be empty. */
    private static final Pattern TOKEN = Pattern.compile("(?i)bearer +[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    void register(@Observes Filters filters) {
        filters.register(MalformedTokens::check, BEFORE_AUTHENTICATION);
    }

    private static void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null
                && BEARER.matcher(header).matches()
                && !TOKEN.matcher(header).matches()) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer malformed");
        }
        routing.next();
    }
}
