package io.parley.core.http;

import io.parley.contract.rest.Page;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says of each page where the next one is, and the one before, as RFC 8288 has it. The references are relative: nobody here
 * knows by which name a proxy is reached.
 */
@Provider
public class PageLinks implements ContainerResponseFilter {
    /** Parameters that say where to begin: a cursor is in the place of them. */
    private static final List<String> BEGINNINGS = List.of("before", "after", "around", "at", "cursor");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page<?> page) {
            link(request, response, page.next(), "next");
            link(request, response, page.prev(), "prev");
        }
    }

    private static void link(
            ContainerRequestContext request, ContainerResponseContext response, @Nullable String cursor, String rel) {
        if (cursor == null) {
            return;
        }
        StringBuilder target = new StringBuilder(
                        request.getUriInfo().getRequestUri().getRawPath())
                .append("?cursor=")
                .append(cursor);
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!BEGINNINGS.contains(name)) {
                values.forEach(value ->
                        target.append('&').append(encoded(name)).append('=').append(encoded(value)));
            }
        });
        response.getHeaders().add(HttpHeaders.LINK, "<%s>; rel=\"%s\"".formatted(target, rel));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
