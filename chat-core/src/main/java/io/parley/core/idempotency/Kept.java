package io.parley.core.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** An answer as it is kept: its status, the headers that belong to what was made, and its body. */
final class Kept {
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final List<String> HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private Kept() {}

    static byte[] of(RestResponse<?> answer) {
        ObjectNode kept = Json.MAPPER.createObjectNode();
        kept.put(STATUS, answer.getStatus());
        for (String header : HEADERS) {
            String value = answer.getHeaderString(header);
            if (value != null) {
                kept.put(header, value);
            }
        }
        kept.set(BODY, Json.MAPPER.valueToTree(answer.getEntity()));
        return Json.bytes(kept);
    }

    static <T> RestResponse<T> read(byte[] json, Class<T> type) {
        ObjectNode kept = Json.read(json, ObjectNode.class);
        RestResponse.ResponseBuilder<T> answer = RestResponse.ResponseBuilder.create(
                RestResponse.Status.fromStatusCode(kept.path(STATUS).asInt()), body(kept, type));
        answer.header(Idempotency.REPLAYED, true);
        if (kept.has(HttpHeaders.LOCATION)) {
            answer.location(URI.create(kept.path(HttpHeaders.LOCATION).asText()));
        }
        if (kept.has(HttpHeaders.ETAG)) {
            answer.header(HttpHeaders.ETAG, kept.path(HttpHeaders.ETAG).asText());
        }
        return answer.build();
    }

    private static <T> T body(ObjectNode kept, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(kept.get(BODY), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
