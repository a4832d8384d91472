package io.parley.indexer.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Documents to write in one call. Not thread-safe. */
public final class Bulk {
    private static final String REMOVE = "delete";

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
        line(action, id, routing, parameters);
        lines.writeBytes(Json.bytes(document));
        lines.write('\n');
        return this;
    }

    /** Removes a document. One that is not there counts as {@link Fate.Written}. */
    public Bulk remove(String id, String routing, ObjectNode parameters) {
        line(REMOVE, id, routing, parameters);
        return this;
    }

    private void line(String action, String id, String routing, ObjectNode parameters) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.putObject(action).put("_id", id).put("routing", routing).setAll(parameters);
        lines.writeBytes(Json.bytes(line));
        lines.write('\n');
    }

    /** Writes all; answers what became of each, in their order. */
    public List<Fate> execute(SearchEngine engine) {
        JsonNode answer = engine.lines("/" + alias + "/_bulk?require_alias=true", lines.toByteArray());
        List<Fate> fates = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            JsonNode removed = item.path(REMOVE);
            if (removed.path("result").asText().equals("not_found")) {
                fates.add(new Fate.Written());
            } else {
                // Its only member is named as the action.
                fates.add(fate(item.elements().next()));
            }
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
