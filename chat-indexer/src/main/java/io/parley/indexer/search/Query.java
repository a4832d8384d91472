package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.util.List;

/**
 * What a person typed, as a query in which every word and phrase must be met and nothing excluded is. What is no word, such as
 * colons and brackets, is dropped by the analyzers.
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

    static ObjectNode of(Typed typed) {
        ObjectNode query = Json.MAPPER.createObjectNode();
        if (!typed.ranks() && typed.excluded().isEmpty()) {
            query.putObject("match_none");
            return query;
        }
        ObjectNode bool = query.putObject("bool");
        ArrayNode must = bool.putArray("must");
        if (!typed.words().isBlank()) {
            must.add(words(typed.words()));
        }
        typed.phrases().forEach(phrase -> must.add(phrase(phrase)));
        ArrayNode without = bool.putArray("must_not");
        typed.excluded().forEach(words -> without.add(phrase(words)));
        return query;
    }

    /** As they are written, one after the other: as words, or as code where signs count. */
    private static ObjectNode phrase(String words) {
        ObjectNode query = Json.MAPPER.createObjectNode();
        boolean signs = words.chars().anyMatch(c -> "#@+/_".indexOf(c) >= 0);
        query.putObject("match_phrase").put(signs ? "text.code" : "text", words);
        return query;
    }

    private static ObjectNode words(String typed) {
        int words = count(typed);
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
    private static int count(String typed) {
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
