package io.parley.indexer.error;

import io.parley.contract.BearerToken;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Puts a token that is plainly none before the authentication as one that it is sure to refuse: it fails, instead of
 * refusing, when parts of a token are empty.
 */
@Singleton
class MalformedTokens {
    private static final int BEFORE_AUTHENTICATION = 900;

    void register(@Observes Filters filters) {
        filters.register(MalformedTokens::check, BEFORE_AUTHENTICATION);
    }

    private static void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String token = BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token != null && !BearerToken.isJsonWebToken(token)) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer malformed");
        }
        routing.next();
    }
}
