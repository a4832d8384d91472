package io.parley.realtime.socket;

import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What is done to a request before {@link UpgradeCheck} sees it. */
@Singleton
class UpgradeFilters {
    /** Before the framework takes a token out of the subprotocols. */
    private static final int FIRST = 1_000;
    /** After the framework has prepared to authenticate, when somebody asks for it. */
    private static final int LAST = 10;

    private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String CARRIER = "quarkus-http-upgrade";

    void register(@Observes Filters filters) {
        filters.register(UpgradeFilters::refuseCarrierAlone, FIRST);
        filters.register(UpgradeFilters::forgetIdentity, LAST);
    }

    /** The framework would answer 500: of the subprotocols that are offered one must be left to be chosen. */
    private static void refuseCarrierAlone(RoutingContext request) {
        String offered = request.request().getHeader(SUBPROTOCOLS);
        if (offered == null || !offered.contains(CARRIER) || wellFormed(offered)) {
            request.next();
            return;
        }
        Problem problem = Problem.of(
                ContractException.invalid(
                        SUBPROTOCOLS,
                        "Sec-WebSocket-Protocol must offer parley.v1 besides one entry with the token, which is"
                                + " quarkus-http-upgrade#Authorization#Bearer …, percent-encoded"),
                request.normalizedPath(),
                null);
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Json.bytes(problem)));
    }

    private static boolean wellFormed(String offered) {
        List<String> entries =
                Arrays.stream(offered.split(",")).map(String::strip).toList();
        List<String> carriers =
                entries.stream().filter(entry -> entry.startsWith(CARRIER)).toList();
        return carriers.size() == 1 && entries.size() > 1 && carriesToken(carriers.getFirst());
    }

    private static boolean carriesToken(String entry) {
        try {
            String[] parts = URLDecoder.decode(entry, StandardCharsets.UTF_8).split("#", -1);
            return parts.length == 3 && parts[1].equals("Authorization");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Nobody asks for it: {@link UpgradeCheck} verifies the token itself. Kept, it would hold the request. */
    private static void forgetIdentity(RoutingContext request) {
        request.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        request.next();
    }
}
