package io.parley.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import java.io.UncheckedIOException;

/** A frame from the server. */
sealed interface Incoming {
    record Control(ServerFrame frame) implements Incoming {}

    record Change(Event event) implements Incoming {}

    /** Of a kind that this version does not know: a newer server may send more. */
    record Unknown(String type) implements Incoming {}

    /** @throws UncheckedIOException when it is not JSON, or not of the shape that its type asks for */
    static Incoming read(String text) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            String type = tree.path("type").asText();
            return switch (type) {
                case "ready", "ack", "error", "reset", "pong" ->
                    new Control(Json.MAPPER.treeToValue(tree, ServerFrame.class));
                case Event.CHAT_CREATED,
                        Event.CHAT_CHANGED,
                        Event.MEMBER_JOINED,
                        Event.MEMBER_CHANGED,
                        Event.MEMBER_LEFT,
                        Event.MESSAGE_CREATED -> new Change(Json.MAPPER.treeToValue(tree, Event.class));
                default -> new Unknown(type);
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
