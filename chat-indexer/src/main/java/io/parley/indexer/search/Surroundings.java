package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.indexer.index.SearchEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The messages before and after hits in their chats, as far as the caller may see them: one question for all hits. */
final class Surroundings {
    private final SearchEngine engine;
    private final String index;
    private final Duration timeout;

    Surroundings(SearchEngine engine, String index, Duration timeout) {
        this.engine = engine;
        this.index = index;
        this.timeout = timeout;
    }

    /**
     * Adds them.
     *
     * @param count on either side
     */
    List<Messages.Hit> around(List<Messages.Hit> hits, int count, Visibility visibility) {
        if (hits.isEmpty()) {
            return hits;
        }
        List<ObjectNode> questions = new ArrayList<>();
        for (Messages.Hit hit : hits) {
            questions.add(question(hit, "lt", "desc", count, visibility));
            questions.add(question(hit, "gt", "asc", count, visibility));
        }
        List<JsonNode> answers = engine.searches(index, visibility.application().toString(), questions, timeout);
        List<Messages.Hit> all = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            all.add(hits.get(i).between(messages(answers.get(2 * i)).reversed(), messages(answers.get(2 * i + 1))));
        }
        return all;
    }

    private static ObjectNode question(Messages.Hit hit, String side, String order, int count, Visibility visibility) {
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", count).put("track_total_hits", false);
        ObjectNode query = visibility.query();
        ArrayNode filters = (ArrayNode) query.at("/bool/filter");
        Filters.term(filters, "chat", hit.chat());
        filters.addObject()
                .putObject("range")
                .putObject("seq")
                .put(side, hit.message().seq());
        question.set("query", query);
        question.putArray("sort").addObject().put("seq", order);
        return question;
    }

    private static List<Message> messages(JsonNode answer) {
        List<Message> messages = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> messages.add(Found.message(hit.path("_source"))));
        return messages;
    }
}
