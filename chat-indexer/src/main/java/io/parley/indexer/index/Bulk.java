package io.parley.indexer.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Documents to write in one call. Not thread-safe. */
public final class Bulk {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(64 * 1024);
    private final String alias;

    public Bulk(String alias) {
        this.alias = alias;
    }

    /**
     * Adds a document.
     *
     * @param action {@code index} or {@code create}
     * @param parameters of the action besides id and routing, such as a version
     */
    public Bulk add(String action, String id, String routing, ObjectNode parameters, JsonNode document) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.putObject(action).put("_id", id).put("routing", routing).setAll(parameters);
        lines.writeBytes(Json.bytes(line));
        lines.write('\n');
        lines.writeBytes(Json.bytes(document));
        lines.write('\n');
        return this;
    }

    /** Writes all; answers what became of each, in their order. */
    public List<Fate> execute(SearchEngine engine) {
        JsonNode answer = engine.lines("/" + alias + "/_bulk?require_alias=true", lines.toByteArray());
        List<Fate> fates = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            fates.add(fate(item.path("index").isMissingNode() ? item.path("create") : item.path("index")));
        }
        return fates;
    }

    private static Fate fate(JsonNode item) {
        int status = item.path("status").asInt();
        JsonNode error = item.path("error");
        // Without its reason, which quotes the document: logs hold nothing of what users wrote.
        String reason =
                error.path("type").asText() + " " + error.at("/caused_by/type").asText();
        if (status < 300) {
            return new Fate.Written();
        }
        return switch (status) {
            case 409 -> new Fate.Conflict();
            case 404 -> new Fate.NoIndex();
            // The document is to blame. All else is the engine's state: full, blocked, overloaded, without permission.
            case 400 -> new Fate.Refused(reason);
            default -> new Fate.Delayed(status + " " + reason);
        };
    }

    /** What became of a document. */
    public sealed interface Fate {
        /** It is stored. */
        record Written() implements Fate {}

        /** A newer one is there, or another writer was faster. */
        record Conflict() implements Fate {}

        /** The alias is missing. */
        record NoIndex() implements Fate {}

        /** It can never be stored. */
        record Refused(String reason) implements Fate {}

        /** Not now. */
        record Delayed(String reason) implements Fate {}
    }
}
