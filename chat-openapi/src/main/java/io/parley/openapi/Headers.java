package io.parley.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Headers of answers. */
final class Headers {
    private static final Map<String, String> WORDS = Map.of(
            "ETag", "The version of what is answered, for `If-Match`",
            "Idempotency-Replayed",
                    "`true`: an earlier request with this `Idempotency-Key` was answered so, and this one did nothing",
            "Link", "Where the next page is and the one before (RFC 8288), relative to the request",
            "Location", "Where what was made can be found",
            "Retry-After", "Seconds to wait before trying again",
            "WWW-Authenticate", "`Bearer`, and what was wrong with the token",
            "X-Request-Id",
                    "Finds the request in the server's log; the caller's own where it sent one that can be kept");

    private Headers() {}

    static Header ref(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    static Map<String, Header> all() {
        Map<String, Header> all = new TreeMap<>();
        WORDS.forEach((name, words) ->
                all.put(name, OASFactory.createHeader().description(words).schema(schema(name))));
        return all;
    }

    private static Schema schema(String name) {
        boolean number = name.equals("Retry-After");
        return OASFactory.createSchema().addType(number ? Schema.SchemaType.INTEGER : Schema.SchemaType.STRING);
    }
}
