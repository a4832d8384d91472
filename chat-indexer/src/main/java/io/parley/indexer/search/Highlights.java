package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Pieces of the text with the hits marked. The text was analyzed in several ways: the way that marks most is shown. */
final class Highlights {
    private static final String MARK = "<em>";
    private static final List<String> FIELDS = List.of("text", "text.english", "text.cjk");

    private Highlights() {}

    /** Asks for them. The text is escaped before the marks are put in, so that they are the only HTML in it. */
    static void ask(ObjectNode highlight) {
        highlight
                .put("type", "unified")
                .put("encoder", "html")
                .put("fragment_size", 150)
                .put("number_of_fragments", 3);
        highlight.putArray("pre_tags").add(MARK);
        highlight.putArray("post_tags").add("</em>");
        ObjectNode fields = highlight.putObject("fields");
        FIELDS.forEach(fields::putObject);
    }

    static List<String> read(JsonNode highlight) {
        List<String> best = List.of();
        int most = 0;
        for (String field : FIELDS) {
            List<String> pieces = new ArrayList<>();
            int marks = 0;
            for (JsonNode piece : highlight.path(field)) {
                pieces.add(piece.asText());
                marks += piece.asText().split(MARK, -1).length - 1;
            }
            if (marks > most) {
                best = pieces;
                most = marks;
            }
        }
        return best;
    }
}
