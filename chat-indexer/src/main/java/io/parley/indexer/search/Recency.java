package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Lets the newer of two messages that fit alike score higher: by a quarter when it was just written, and by half of what is
 * left with every 30 days. Ages count to the end of a day in UTC, which goes with the cursor: all pages of a search are in one
 * order, and a search that is repeated on the same day scores the same.
 */
final class Recency {
    private static final double MOST = 0.25;
    private static final String HALF_LIFE = "30d";
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private Recency() {}

    /** The day to begin a search with, in days since 1970. */
    static long today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    static boolean isDay(long day) {
        return day >= 0 && day < LAST_DAY;
    }

    static ObjectNode weigh(ObjectNode query, long day) {
        ObjectNode weighed = Json.MAPPER.createObjectNode();
        ObjectNode score = weighed.putObject("function_score");
        score.set("query", query);
        score.put("score_mode", "sum").put("boost_mode", "multiply");
        ArrayNode functions = score.putArray("functions");
        functions.addObject().put("weight", 1);
        functions
                .addObject()
                .put("weight", MOST)
                .putObject("exp")
                .putObject("createdAt")
                .put("origin", LocalDate.ofEpochDay(day + 1) + "T00:00:00Z")
                .put("scale", HALF_LIFE)
                .put("decay", 0.5);
        return weighed;
    }
}
