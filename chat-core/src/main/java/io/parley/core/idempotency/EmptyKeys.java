package io.parley.core.idempotency;

import io.parley.contract.Check;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a key that is empty: the framework would take it for none, and the caller would rely on what is not so. */
class EmptyKeys {
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        if (request.getHeaders().containsKey(Idempotency.HEADER)) {
            Check.idempotencyKey(request.getHeaderString(Idempotency.HEADER), Idempotency.HEADER);
        }
    }
}
