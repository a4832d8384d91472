package io.parley.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A frame from the server. */
sealed interface Incoming {
    record Control(ServerFrame frame) implements Incoming {}

    record Change(Event event) implements Incoming {}

    /** Of a kind that this version does not know: a newer server may send more. */
    record Unknown(ObjectNode frame) implements Incoming {}

    /** @throws UncheckedIOException when it is not JSON, or not of the shape that its type asks for */
    static Incoming read(String text) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            String type = tree.path("type").asText();
            if (Names.FRAMES.contains(type)) {
                return new Control(Json.MAPPER.treeToValue(understandable(tree), ServerFrame.class));
            }
            if (Names.EVENTS.contains(type)) {
                return new Change(Json.MAPPER.treeToValue(tree, Event.class));
            }
            return new Unknown(tree instanceof ObjectNode frame ? frame : Json.MAPPER.createObjectNode());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A newer server may have more reasons to refuse; what to do is then told by whether there is a time to wait. */
    private static JsonNode understandable(JsonNode tree) {
        if (tree instanceof ObjectNode frame && frame.path("type").asText().equals("error")) {
            String code = frame.path("code").asText();
            if (!Names.CODES.contains(code)) {
                frame.put(
                        "code",
                        (frame.has("retryAfterMillis") ? ErrorCode.UNAVAILABLE : ErrorCode.INVALID_REQUEST).wire());
                frame.put("message", code + ": " + frame.path("message").asText());
            }
        }
        return tree;
    }

    /** What this version of the contract knows. */
    final class Names {
        private static final Set<String> FRAMES = types(ServerFrame.class);
        private static final Set<String> EVENTS = types(Event.class);
        private static final Set<String> CODES =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toUnmodifiableSet());

        private Names() {}

        private static Set<String> types(Class<?> sealed) {
            return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
                    .map(JsonSubTypes.Type::name)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
