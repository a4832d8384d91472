package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person typed, as a query in which every word and phrase must be met and nothing excluded is. What is no word, such as
 * colons and brackets, is dropped. Where words of a message stand as near to each other as those that were typed, it scores higher.
 */
final class Query {
    /** Longer queries are not completed or corrected: each word of those stands for many, and engines bound the sum. */
    private static final int FORGIVEN_WORDS = 8;
    /** Engines refuse queries of more than 1,024 terms; each analysis counts them again. */
    private static final int ANALYZED_WORDS = 64;
    /** Words that may stand between those of the query. */
    private static final int NEAR = 3;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Query() {}

    static ObjectNode of(Typed typed) {
        ObjectNode query = Json.MAPPER.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode must = bool.putArray("must");
        words(must, bool, typed.words());
        typed.phrases().forEach(phrase -> must.add(phrase(phrase)));
        ArrayNode without = bool.putArray("must_not");
        typed.excluded().forEach(words -> without.add(phrase(words)));
        if (must.isEmpty() && without.isEmpty()) {
            query.removeAll().putObject("match_none");
        }
        return query;
    }

    private static void words(ArrayNode must, ObjectNode bool, String typed) {
        List<String> words = SPACE.splitAsStream(typed).filter(Script::hasWords).toList();
        if (words.isEmpty()) {
            return;
        }
        int count = Script.count(typed);
        if (count > ANALYZED_WORDS) {
            match(must, "text", typed);
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            must.add(Word.of(words.get(i), count <= FORGIVEN_WORDS, i == words.size() - 1));
        }
        if (words.size() > 1) {
            bool.putArray("should")
                    .addObject()
                    .putObject("match_phrase")
                    .putObject("text")
                    .put("query", typed)
                    .put("slop", NEAR)
                    .put("boost", 2);
        }
    }

    /** All its terms in any order. */
    static ObjectNode match(ArrayNode ways, String field, String typed) {
        return ways.addObject()
                .putObject("match")
                .putObject(field)
                .put("query", typed)
                .put("operator", "and");
    }

    /** As they are written, one after the other: as words, or as code where signs count. */
    private static ObjectNode phrase(String words) {
        ObjectNode query = Json.MAPPER.createObjectNode();
        if (Script.isPaired(words)) {
            // Words are not divided there, so that a phrase may begin and end within what analysis takes for one.
            ArrayNode ways =
                    query.putObject("bool").put("minimum_should_match", 1).putArray("should");
            ways.addObject().putObject("match_phrase").put("text", words);
            ways.addObject().putObject("match_phrase").put("text.cjk", words);
        } else {
            boolean signs = words.chars().anyMatch(c -> "#@+/_".indexOf(c) >= 0);
            query.putObject("match_phrase").put(signs ? "text.code" : "text", words);
        }
        return query;
    }
}
