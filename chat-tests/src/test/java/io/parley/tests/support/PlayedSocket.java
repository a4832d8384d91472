package io.parley.tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A connection of a conformance case, with what came that no step has asked for yet. */
final class PlayedSocket implements AutoCloseable {
    private final RawSocket socket;
    private final List<JsonNode> left = new ArrayList<>();

    PlayedSocket(RawSocket socket) {
        this.socket = socket;
    }

    void say(String text) {
        socket.say(text);
    }

    /** The next frame, whatever its type. */
    JsonNode next() {
        return left.isEmpty() ? socket.next() : left.removeFirst();
    }

    /** The next frame of this type; others stay for later. */
    JsonNode next(String type) {
        for (Iterator<JsonNode> frames = left.iterator(); frames.hasNext(); ) {
            JsonNode frame = frames.next();
            if (isOf(frame, type)) {
                frames.remove();
                return frame;
            }
        }
        JsonNode frame = socket.next();
        while (!isOf(frame, type)) {
            left.add(frame);
            frame = nextOrTell(type);
        }
        return frame;
    }

    private JsonNode nextOrTell(String type) {
        try {
            return socket.next();
        } catch (AssertionError e) {
            throw new AssertionError("no %s; %s; came: %s".formatted(type, e.getMessage(), left), e);
        }
    }

    /** A frame of this type that came and that no step has asked for. */
    Optional<JsonNode> unasked(String type) {
        return left.stream().filter(frame -> isOf(frame, type)).findFirst();
    }

    private static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    int closeCode() {
        return socket.closeCode();
    }

    @Override
    public void close() {
        socket.close();
    }
}
