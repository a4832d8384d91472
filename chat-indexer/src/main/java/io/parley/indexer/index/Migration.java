package io.parley.indexer.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes over what an index of an older version holds. Searches are answered all the while: by the old index until all of it
 * is copied, then by the new one.
 *
 * <p>Every step may be done again, and by several indexers at once: documents carry their {@code rev} as version, so that
 * a copy never replaces what is newer. Hence a crash needs no note of how far it was.
 */
@ApplicationScoped
public class Migration {
    private static final Logger LOG = Logger.getLogger(Migration.class);
    private static final int PAGE = 1_000;

    private final SearchEngine engine;
    private final Indexes indexes;
    private final MessageIndex messages;

    Migration(SearchEngine engine, Indexes indexes, MessageIndex messages) {
        this.engine = engine;
        this.indexes = indexes;
        this.messages = messages;
    }

    /**
     * Makes what is missing, and takes over what is old.
     *
     * @throws EngineAwayException when it is not done; to be called again
     */
    public void run() {
        for (String old : indexes.outdated()) {
            takeOver(old);
        }
        indexes.ensure();
    }

    private void takeOver(String old) {
        LOG.infof("Copying the index %s to one of this version", old);
        indexes.prepareNext();
        try {
            long copied = copy(old, indexes.next());
            indexes.takeOver();
            // What an indexer of the version before wrote meanwhile; from here on it writes into the new one.
            copy(old, indexes.messages());
            engine.delete("/" + old);
            LOG.infof("Copied %d messages of the index %s, and removed it", copied, old);
        } catch (EngineRefusedException e) {
            if (!e.because("index_not_found_exception")) {
                throw e;
            }
            // Another indexer has finished it.
        }
    }

    private long copy(String old, String target) {
        engine.call("POST", "/" + old + "/_refresh", Json.MAPPER.createObjectNode());
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", PAGE).put("track_total_hits", false);
        ArrayNode sort = question.putArray("sort");
        // Unique together, and so no message is passed over.
        sort.addObject().put("application", "asc");
        sort.addObject().put("chat", "asc");
        sort.addObject().put("seq", "asc");
        long copied = 0;
        while (true) {
            JsonNode hits = engine.call("POST", "/" + old + "/_search?allow_partial_search_results=false", question)
                    .at("/hits/hits");
            List<MessageDocument> documents = new ArrayList<>();
            hits.forEach(hit -> documents.add(document(hit.path("_source"))));
            List<MessageIndex.Refused> refused = messages.writeTo(target, documents);
            refused.forEach(one -> LOG.errorf(
                    "A message is left out: %s, %s",
                    documents.get(one.position()).id(), one.reason()));
            copied += documents.size() - refused.size();
            if (hits.size() < PAGE) {
                return copied;
            }
            question.set("search_after", hits.path(PAGE - 1).path("sort"));
        }
    }

    private static MessageDocument document(JsonNode source) {
        try {
            return new MessageDocument(
                    UUID.fromString(source.path("application").asText()),
                    source.path("chat").asText(),
                    Json.MAPPER.treeToValue(source, Message.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
