package io.parley.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds an address from segments and query parameters, each percent-encoded (RFC 3986). */
final class Uris {
    private final StringBuilder path;
    private final List<String> query = new ArrayList<>();

    private Uris(String base) {
        this.path = new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    static Uris of(URI base, Object... segments) {
        Uris uris = new Uris(base.toString());
        for (Object segment : segments) {
            uris.path.append('/').append(encode(segment.toString()));
        }
        return uris;
    }

    /** A query parameter; left out when it has no value. */
    Uris with(String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + '=' + encode(value.toString()));
        }
        return this;
    }

    URI build() {
        return URI.create(query.isEmpty() ? path.toString() : path + "?" + String.join("&", query));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
