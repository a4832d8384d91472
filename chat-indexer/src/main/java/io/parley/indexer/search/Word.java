package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is typed between two spaces, as a query. It is met as it is written, by its stem, as code, by pairs of Chinese, Japanese
 * or Korean characters, with a letter or two wrong, or when it is only begun. The closer way scores higher.
 */
final class Word {
    /** By language; the first is also for those with a script of their own. */
    private static final List<String> STEMS = List.of("text.en", "text.de", "text.fr", "text.es", "text.pt");

    /** Its signs say what is meant: {@code #tag}, {@code @name}, {@code C++}, {@code C#}. */
    private static final Pattern SIGNED = Pattern.compile("[#@＃＠].+|.*\\p{L}(?:\\+{1,2}|#)[\\p{Punct}&&[^+#]]*");

    /** What is beside the letters of a word. */
    private static final Pattern EDGES = Pattern.compile("^\\p{IsPunctuation}+|\\p{IsPunctuation}+$");

    private static final int EXPANSIONS = 20;
    /** Fewer letters begin too many words. */
    private static final int BEGINNING = 2;

    private Word() {}

    /**
     * Makes the query.
     *
     * @param forgiving whether it may be misspelt, and, when it is the last, incomplete
     */
    static ObjectNode of(String word, boolean forgiving, boolean last) {
        ObjectNode query = Json.MAPPER.createObjectNode();
        ArrayNode ways = query.putObject("bool").put("minimum_should_match", 1).putArray("should");
        if (SIGNED.matcher(word).matches()) {
            phrase(ways, "text.code", word);
            if (forgiving && last) {
                begun(ways, "text.code", word);
            }
        } else if (Script.isPaired(word)) {
            paired(ways, EDGES.matcher(word).replaceAll(""), forgiving);
        } else {
            spelt(ways, word, forgiving, last);
        }
        return query;
    }

    private static void paired(ArrayNode ways, String word, boolean forgiving) {
        boolean hangul = Script.isHangul(word);
        if (Script.letters(word) == 1) {
            // Messages have it in pairs with what stands beside it.
            phrase(ways, "text", word).put("boost", 3);
        }
        phrase(ways, "text.cjk", word).put("boost", 3);
        // Who writes several words without spaces means them even where the message has others between.
        Query.match(ways, "text.cjk", word)
                .put("operator", "or")
                .put("minimum_should_match", hangul ? "3<75%" : "2<75%");
        if (forgiving && hangul) {
            // What follows are particles.
            begun(ways, "text", word);
        }
    }

    private static void spelt(ArrayNode ways, String word, boolean forgiving, boolean last) {
        phrase(ways, "text", word).put("boost", 3);
        STEMS.forEach(field -> Query.match(ways, field, word).put("boost", 2));
        phrase(ways, "text.code", word).put("boost", 2);
        if (forgiving && word.chars().noneMatch(Character::isDigit)) {
            // The first letter must be right: people seldom err there, and it keeps the work small.
            misspelt(ways, "text", word, "AUTO:4,9");
            misspelt(ways, STEMS.getFirst(), word, "AUTO:5,9");
        }
        if (forgiving && last && word.length() >= BEGINNING) {
            begun(ways, "text", word);
        }
    }

    private static void misspelt(ArrayNode ways, String field, String word, String edits) {
        Query.match(ways, field, word)
                .put("fuzziness", edits)
                .put("prefix_length", 1)
                .put("max_expansions", EXPANSIONS)
                .put("boost", 0.5);
    }

    private static ObjectNode phrase(ArrayNode ways, String field, String word) {
        return ways.addObject().putObject("match_phrase").putObject(field).put("query", word);
    }

    private static void begun(ArrayNode ways, String field, String word) {
        ways.addObject()
                .putObject("match_bool_prefix")
                .putObject(field)
                .put("query", word)
                .put("operator", "and");
    }
}
