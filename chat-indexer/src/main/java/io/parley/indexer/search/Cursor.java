package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the values that its last hit was sorted by. Opaque to clients, and not trusted: it can only move
 * the start of the caller's own search.
 *
 * @param day that ages count to: see {@link Recency}
 */
record Cursor(long day, double score, long createdAt, String chat, long seq) {
    private static final int MAX_CHARS = 300;
    private static final int PARTS = 6;

    /** As clients get it. */
    String write(int fingerprint) {
        ArrayNode parts = Json.MAPPER
                .createArrayNode()
                .add(fingerprint)
                .add(day)
                .add(score)
                .add(createdAt)
                .add(chat)
                .add(seq);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(parts));
    }

    /** As the engine gave them, which sorts by scores only where the order asks for it. */
    static Cursor of(JsonNode sort, Order order, long day) {
        boolean scored = order == Order.RELEVANCE;
        int time = scored ? 1 : 0;
        return new Cursor(
                day,
                scored ? sort.path(0).asDouble() : 0,
                sort.path(time).asLong(),
                sort.path(time + 1).asText(),
                sort.path(time + 2).asLong());
    }

    /** As the engine wants them. */
    ArrayNode sort(Order order) {
        ArrayNode sort = Json.MAPPER.createArrayNode();
        if (order == Order.RELEVANCE) {
            sort.add(score);
        }
        return sort.add(createdAt).add(chat).add(seq);
    }

    /**
     * Reads what a client gave.
     *
     * @throws ContractException when it is not what this search gave it
     */
    static Cursor read(String cursor, int fingerprint) {
        if (cursor.length() <= MAX_CHARS) {
            try {
                byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
                JsonNode parts = Json.read(json, JsonNode.class);
                if (isWhole(parts) && parts.path(0).asLong() == fingerprint) {
                    return new Cursor(
                            parts.path(1).asLong(),
                            parts.path(2).asDouble(),
                            parts.path(3).asLong(),
                            Check.chatId(parts.path(4).asText(), "cursor"),
                            parts.path(5).asLong());
                }
            } catch (RuntimeException e) {
                // Refused below, in words that do not quote a parser.
            }
        }
        throw ContractException.invalid(
                "cursor", "cursor is not one that this search gave; leave it out to begin at the first page");
    }

    private static boolean isWhole(JsonNode parts) {
        return parts.isArray()
                && parts.size() == PARTS
                && parts.path(0).isIntegralNumber()
                && parts.path(1).canConvertToLong()
                && Recency.isDay(parts.path(1).asLong())
                && parts.path(2).isNumber()
                && Double.isFinite(parts.path(2).asDouble())
                && parts.path(3).canConvertToLong()
                && parts.path(4).isTextual()
                && parts.path(5).canConvertToLong();
    }
}
