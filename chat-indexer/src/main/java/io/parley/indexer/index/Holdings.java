package io.parley.indexer.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the index has of messages, to be held against what is stored. Sees what was written up to the last refresh. */
@ApplicationScoped
public class Holdings {
    private static final int PAGE = 1_000;

    private final SearchEngine engine;
    private final Indexes indexes;

    Holdings(SearchEngine engine, Indexes indexes) {
        this.engine = engine;
        this.indexes = indexes;
    }

    /**
     * A document.
     *
     * @param version as the engine knows it; {@code rev} unless somebody meddled
     */
    public record Held(Internal.ChatRef chat, long seq, long rev, long version) {}

    /** Makes everything findable that was written. */
    public void refresh() {
        engine.call("POST", "/" + indexes.messages() + "/_refresh", Json.MAPPER.createObjectNode());
    }

    /** How many documents there are. */
    public long count() {
        return engine.call("POST", "/" + indexes.messages() + "/_count", Json.MAPPER.createObjectNode())
                .path("count")
                .asLong();
    }

    /** What is in ranges, in their order. */
    public List<Export.Digest> digests(List<Export.Range> ranges) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Export.Range range : ranges) {
            line(
                    lines,
                    Json.MAPPER
                            .createObjectNode()
                            .put("routing", range.application().toString()));
            ObjectNode question = within(range).put("size", 0).put("track_total_hits", true);
            question.putObject("aggs").putObject("check").putObject("sum").put("field", "check");
            line(lines, question);
        }
        JsonNode answers = engine.lines("/" + indexes.messages() + "/_msearch", lines.toByteArray())
                .path("responses");
        List<Export.Digest> digests = new ArrayList<>();
        for (JsonNode answer : answers) {
            requireWhole(answer);
            digests.add(new Export.Digest(
                    answer.at("/hits/total/value").asLong(),
                    answer.at("/aggregations/check/value").asLong()));
        }
        return digests;
    }

    private static void line(ByteArrayOutputStream lines, ObjectNode json) {
        lines.writeBytes(Json.bytes(json));
        lines.write('\n');
    }

    /** The documents of a range of at most {@value #PAGE} messages, by {@code seq}. */
    public List<Held> of(Export.Range range) {
        ObjectNode question = within(range).put("size", PAGE);
        question.putArray("sort").addObject().put("seq", "asc");
        return held(new Internal.ChatRef(range.application(), range.chat()), question);
    }

    /** Some documents of a chat, at most {@value #PAGE}. */
    public List<Held> some(Internal.ChatRef chat) {
        return held(chat, in(chat.application(), chat.chat()).put("size", PAGE));
    }

    private List<Held> held(Internal.ChatRef chat, ObjectNode question) {
        question.put("version", true).putArray("_source").add("seq").add("rev");
        JsonNode answer = engine.call(
                "POST", "/%s/_search?routing=%s".formatted(indexes.messages(), chat.application()), question);
        requireWhole(answer);
        List<Held> held = new ArrayList<>();
        answer.at("/hits/hits")
                .forEach(hit -> held.add(new Held(
                        chat,
                        hit.at("/_source/seq").asLong(),
                        hit.at("/_source/rev").asLong(),
                        hit.path("_version").asLong())));
        return held;
    }

    /**
     * Chats that documents are of, in one order.
     *
     * @param after the last that is known; null: from the first
     * @return at most {@value #PAGE}; fewer: there are no more
     */
    public List<Internal.ChatRef> chats(Internal.@Nullable ChatRef after) {
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", 0);
        ObjectNode composite = question.putObject("aggs")
                .putObject("chats")
                .putObject("composite")
                .put("size", PAGE);
        ArrayNode sources = composite.putArray("sources");
        for (String field : List.of("application", "chat")) {
            sources.addObject().putObject(field).putObject("terms").put("field", field);
        }
        if (after != null) {
            composite
                    .putObject("after")
                    .put("application", after.application().toString())
                    .put("chat", after.chat());
        }
        JsonNode answer = engine.call("POST", "/" + indexes.messages() + "/_search", question);
        requireWhole(answer);
        List<Internal.ChatRef> chats = new ArrayList<>();
        answer.at("/aggregations/chats/buckets")
                .forEach(bucket -> chats.add(new Internal.ChatRef(
                        UUID.fromString(bucket.at("/key/application").asText()),
                        bucket.at("/key/chat").asText())));
        return chats;
    }

    /**
     * Removes documents, unless they are newer by now.
     *
     * @throws EngineAwayException when some could not be removed now
     */
    public void remove(List<Held> documents) {
        Bulk bulk = new Bulk(indexes.messages());
        for (Held document : documents) {
            UUID application = document.chat().application();
            bulk.remove(
                    MessageDocument.id(application, document.chat().chat(), document.seq()),
                    application.toString(),
                    Json.MAPPER
                            .createObjectNode()
                            .put("version", document.version())
                            .put("version_type", "external_gte"));
        }
        for (Bulk.Fate fate : bulk.execute(engine)) {
            switch (fate) {
                case Bulk.Fate.Written _, Bulk.Fate.Conflict _ -> {}
                case Bulk.Fate.NoIndex _ -> throw new EngineAwayException("The index of messages is missing");
                case Bulk.Fate.Delayed(String reason) -> throw new EngineAwayException(reason);
                case Bulk.Fate.Refused(String reason) -> throw new EngineAwayException(reason);
            }
        }
    }

    private static ObjectNode within(Export.Range range) {
        ObjectNode question = in(range.application(), range.chat());
        ((ArrayNode) question.at("/query/bool/filter"))
                .addObject()
                .putObject("range")
                .putObject("seq")
                .put("gte", range.from())
                .put("lte", range.to());
        return question;
    }

    private static ObjectNode in(UUID application, String chat) {
        ObjectNode question = Json.MAPPER.createObjectNode();
        ArrayNode filters = question.putObject("query").putObject("bool").putArray("filter");
        filters.addObject().putObject("term").put("application", application.toString());
        filters.addObject().putObject("term").put("chat", chat);
        return question;
    }

    /** What only a part of the shards said would look like documents that are missing. */
    private static void requireWhole(JsonNode answer) {
        if (!answer.path("error").isMissingNode()
                || answer.path("timed_out").asBoolean()
                || answer.at("/_shards/failed").asInt() > 0) {
            throw new EngineAwayException("The search engine answered in part");
        }
    }
}
