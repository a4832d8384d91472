package io.parley.tests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Objects that are nearly a frame: members are missing, added, renamed, of another type, far too large, or somebody else's. */
final class FuzzedJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** So that a lone surrogate reaches the other side. */
    private static final ObjectWriter ESCAPING = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final List<String> TYPES = List.of(
            "hello",
            "send",
            "token",
            "watch",
            "mark",
            "typing",
            "signal",
            "ping",
            "ack",
            "ready",
            "reset",
            "message.created",
            "HELLO",
            "send ",
            "java.lang.Object",
            "io.parley.contract.frame.ClientFrame$Send");
    private static final List<String> MEMBERS = List.of(
            "type",
            "known",
            "chat",
            "clientId",
            "text",
            "recipients",
            "metadata",
            "accepted",
            "token",
            "chats",
            "users",
            "readSeq",
            "deliveredSeq",
            "typing",
            "name",
            "payload",
            "to",
            "id",
            "sender",
            "application",
            "seq",
            "rev",
            "@class",
            "__proto__",
            "");
    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "\u0000",
            "\ud800",
            "\udfff\ud800",
            "a\u0000b",
            "\u0001\u001b[31m\u0007",
            "\r\n\r\nHTTP/1.1 200 OK",
            "\u202e\u2066\ufeff",
            "👩‍👩‍👧‍👦",
            "../../../etc/passwd",
            "'; drop table message; --",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%n%d",
            "application:5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10",
            "kitchen",
            "kitchen/../calm",
            "null",
            "true",
            "1",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(256),
            "x".repeat(10_001),
            "é".repeat(4_096));

    private final Random random;
    private final List<String> others;

    /** @param others ids of what belongs to others */
    FuzzedJson(Random random, List<String> others) {
        this.random = random;
        this.others = others;
    }

    /** What becomes of a good frame. */
    String of(ObjectNode sample) {
        ObjectNode frame = sample.deepCopy();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(frame);
        }
        String json = write(frame);
        // The same member twice cannot be had from an object.
        return random.nextInt(20) == 0 ? "{" + json.substring(1, json.length() - 1) + "," + json.substring(1) : json;
    }

    static String write(JsonNode node) {
        try {
            return ESCAPING.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void change(ObjectNode frame) {
        List<String> names = new ArrayList<>();
        frame.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "type" : pick(names);
        switch (random.nextInt(10)) {
            case 0 -> frame.remove(name);
            case 1 -> frame.set(pick(MEMBERS), value(2));
            case 2 -> frame.set(pick(MEMBERS), frame.path(name));
            case 3 -> frame.put("type", pick(TYPES));
            case 4 -> frame.put(name, pick(others));
            case 5 -> frame.set(name, nested(frame.path(name)));
            default -> frame.set(name, value(3));
        }
    }

    /** Anything that JSON can say. */
    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(random.nextInt(5) - 2);
            case 4 -> NODES.numberNode(new BigInteger("9".repeat(1 + random.nextInt(900))));
            case 5 -> NODES.numberNode(new BigDecimal("1.5e" + (random.nextInt(800) - 400)));
            case 6 -> NODES.textNode(pick(others));
            case 7, 8, 9 -> NODES.textNode(pick(STRINGS));
            case 10 -> NODES.objectNode();
            case 11 -> array(depth);
            case 12 -> NODES.objectNode().set(pick(STRINGS), value(depth - 1));
            default -> nested(value(depth - 1));
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = random.nextInt(10) == 0 ? 600 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.add(size == 600 ? NODES.textNode("user-" + i) : value(depth - 1));
        }
        return array;
    }

    private JsonNode nested(JsonNode inner) {
        JsonNode nested = inner;
        int depth = random.nextInt(4) == 0 ? 400 : 1 + random.nextInt(40);
        for (int i = 0; i < depth; i++) {
            nested = i % 2 == 0
                    ? NODES.arrayNode().add(nested)
                    : NODES.objectNode().set("a", nested);
        }
        return nested;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
