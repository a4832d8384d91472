package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.util.List;

/**
 * What a person typed, as a query in which every word must be met. It has no syntax, so none can be wrong: quotes,
 * colons and brackets are what the analyzers drop between words.
 *
 * <p>A message is found by the words as they are, by their stems, by pairs of Chinese, Japanese or Korean
 * characters, by words with a letter or two wrong, or with the last word only begun. The closer way scores higher.
 */
final class Query {
    /** Longer queries are not completed or corrected: each word of those stands for many, and engines bound the sum. */
    private static final int FORGIVEN_WORDS = 8;
    /** Engines refuse queries of more than 1,024 terms; each analysis counts them again. */
    private static final int ANALYZED_WORDS = 64;

    /** By language; the first is also for those with a script of their own. */
    private static final List<String> STEMS = List.of("text.en", "text.de", "text.fr", "text.es", "text.pt");

    private static final int EXPANSIONS = 20;

    private Query() {}

    static ObjectNode of(String typed) {
        int words = words(typed);
        ObjectNode query = Json.MAPPER.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        bool.put("minimum_should_match", 1);
        ArrayNode ways = bool.putArray("should");
        all(ways, "text", typed).put("boost", 3);
        if (words <= ANALYZED_WORDS) {
            STEMS.forEach(field -> all(ways, field, typed).put("boost", 2));
            all(ways, "text.code", typed).put("boost", 2);
            all(ways, "text.cjk", typed).put("boost", 2);
        }
        if (words <= FORGIVEN_WORDS) {
            forgiving(all(ways, "text", typed));
            forgiving(ways.addObject()
                    .putObject("match_bool_prefix")
                    .putObject("text")
                    .put("query", typed)
                    .put("operator", "and"));
        }
        return query;
    }

    private static ObjectNode all(ArrayNode ways, String field, String typed) {
        return ways.addObject()
                .putObject("match")
                .putObject(field)
                .put("query", typed)
                .put("operator", "and");
    }

    /** The first letter must be right: people seldom err there, and it keeps the work small. */
    private static void forgiving(ObjectNode match) {
        match.put("fuzziness", "AUTO").put("prefix_length", 1).put("max_expansions", EXPANSIONS);
    }

    /** How many words the analyzers will see at most: ideographs and the like count one each. */
    private static int words(String typed) {
        int words = 0;
        boolean within = false;
        for (int i = 0; i < typed.length(); i += Character.charCount(typed.codePointAt(i))) {
            int c = typed.codePointAt(i);
            boolean alone = Character.isIdeographic(c) || c >= 0x2E80;
            boolean part = Character.isLetterOrDigit(c) && !alone;
            if (alone || (part && !within)) {
                words++;
            }
            within = part;
        }
        return words;
    }
}
