package io.parley.indexer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.indexer.index.EngineAwayException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the engine found. */
final class Found {
    private Found() {}

    static Messages.Hits read(JsonNode answer, SearchRequest request, long day, @Nullable Long lagMillis) {
        if (answer.path("timed_out").asBoolean()) {
            // What was found so far is not what was asked for: a page of it would not be stable.
            throw new EngineAwayException("The search took too long");
        }
        JsonNode found = answer.path("hits").path("hits");
        List<Messages.Hit> hits = new ArrayList<>();
        for (int i = 0; i < Math.min(found.size(), request.limit()); i++) {
            hits.add(hit(found.path(i)));
        }
        // One more than the page was asked for, only to know whether there is a next page.
        boolean more = found.size() > request.limit();
        JsonNode last = found.path(request.limit() - 1).path("sort");
        String next = more ? Cursor.of(last, request.order(), day).write(request.fingerprint()) : null;
        return new Messages.Hits(
                hits, answer.at("/hits/total/value").asLong(), Facet.found(answer, request.facets()), lagMillis, next);
    }

    private static Messages.Hit hit(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new Messages.Hit(
                source.path("chat").asText(),
                message(source),
                hit.path("_score").asDouble(),
                Highlights.read(hit.path("highlight")),
                null,
                null);
    }

    static Message message(JsonNode source) {
        try {
            return Json.MAPPER.treeToValue(source, Message.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
