package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pieces of the text with the hits marked. The text was analyzed in several ways: shown is the one that marks most of
 * it, and of those the one that marks it in fewest pieces.
 */
final class Highlights {
    private static final List<String> FIELDS =
            List.of("text", "text.en", "text.de", "text.fr", "text.es", "text.pt", "text.cjk", "text.code");
    private static final Pattern MARKED = Pattern.compile("<em>(.*?)</em>", Pattern.DOTALL);
    private static final Comparator<Marked> MOST_IN_FEWEST =
            Comparator.comparingInt(Marked::chars).thenComparing(Marked::marks, Comparator.reverseOrder());

    private Highlights() {}

    private record Marked(List<String> pieces, int chars, int marks) {}

    /** Asks for them. The text is escaped before the marks are put in, so that they are the only HTML in it. */
    static void ask(ObjectNode highlight) {
        highlight
                .put("type", "unified")
                .put("encoder", "html")
                .put("fragment_size", 150)
                .put("number_of_fragments", 3);
        highlight.putArray("pre_tags").add("<em>");
        highlight.putArray("post_tags").add("</em>");
        ObjectNode fields = highlight.putObject("fields");
        FIELDS.forEach(fields::putObject);
    }

    static List<String> read(JsonNode highlight) {
        // The first of equals: the words as they are written.
        Marked best = new Marked(List.of(), 0, 0);
        for (String field : FIELDS) {
            Marked marked = marked(highlight.path(field));
            best = MOST_IN_FEWEST.compare(marked, best) > 0 ? marked : best;
        }
        return best.pieces();
    }

    private static Marked marked(JsonNode highlight) {
        List<String> pieces = new ArrayList<>();
        highlight.forEach(piece -> pieces.add(piece.asText()));
        return new Marked(
                pieces,
                marks(pieces).mapToInt(mark -> mark.group(1).length()).sum(),
                Math.toIntExact(marks(pieces).count()));
    }

    private static Stream<MatchResult> marks(List<String> pieces) {
        return pieces.stream().flatMap(piece -> MARKED.matcher(piece).results());
    }
}
