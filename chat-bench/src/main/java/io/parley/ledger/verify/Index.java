package io.parley.ledger.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.ledger.evidence.Seen;
import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the search engine holds, as it lies there. */
final class Index {
    private static final int PAGE = 2_000;
    private static final String ALIAS = "parley-messages";

    private final URI engine;
    private final HttpClient http;

    Index(Endpoint.Search search, HttpClient http) {
        this.engine = search.uri();
        this.http = http;
    }

    /**
     * All documents.
     *
     * @param messages by application and chat
     * @param members the chats of each user, by application and user
     */
    record Content(Map<String, List<Seen>> messages, Map<String, Set<String>> members) {
        /** The messages of a chat. */
        List<Seen> of(Truth.Chat chat) {
            return messages.getOrDefault(chat.application() + " " + chat.id(), List.of());
        }

        int size() {
            return messages.values().stream().mapToInt(List::size).sum();
        }
    }

    Content read(long nowMillis) throws IOException, InterruptedException {
        ask("POST", "/" + ALIAS + "/_refresh", null);
        Map<String, List<Seen>> messages = new HashMap<>();
        for (JsonNode source : all(ALIAS, List.of("application", "chat", "seq"))) {
            Message message = message(source);
            String chat = source.path("chat").asText().intern();
            messages.computeIfAbsent(source.path("application").asText() + " " + chat, _ -> new ArrayList<>())
                    .add(Seen.of(chat, message, nowMillis));
        }
        Map<String, Set<String>> members = new HashMap<>();
        ask("POST", "/" + ALIAS + "-members/_refresh", null);
        for (JsonNode source : all(ALIAS + "-members", List.of("application", "user"))) {
            Set<String> chats = new TreeSet<>();
            source.path("chats").forEach(chat -> chats.add(chat.asText()));
            members.put(
                    source.path("application").asText() + " "
                            + source.path("user").asText(),
                    chats);
        }
        return new Content(messages, members);
    }

    private static Message message(JsonNode source) throws IOException {
        try {
            return Json.MAPPER.treeToValue(source, Message.class);
        } catch (JsonProcessingException e) {
            throw new IOException("a document that is no message: " + e.getOriginalMessage(), e);
        }
    }

    private List<JsonNode> all(String index, List<String> sort) throws IOException, InterruptedException {
        List<JsonNode> sources = new ArrayList<>();
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", PAGE);
        ArrayNode order = question.putArray("sort");
        sort.forEach(order::add);
        while (true) {
            JsonNode hits =
                    ask("POST", "/" + index + "/_search", question).path("hits").path("hits");
            hits.forEach(hit -> sources.add(hit.path("_source")));
            if (hits.size() < PAGE) {
                return sources;
            }
            question.set("search_after", hits.get(hits.size() - 1).path("sort"));
        }
    }

    private JsonNode ask(String method, String path, @org.jspecify.annotations.Nullable ObjectNode body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(engine.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s answered %d".formatted(path, answer.statusCode()));
        }
        return Json.MAPPER.readTree(answer.body());
    }
}
