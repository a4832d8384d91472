package io.parley.bench.report;

import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String cell(String text) {
        return "<td>" + escape(text) + "</td>";
    }

    /** Names with the page's colours that stand for them. */
    static String legend(Map<String, String> colours) {
        return colours.entrySet().stream()
                .map(entry -> "<span><i style=\"background:var(--%s)\"></i>%s</span>"
                        .formatted(entry.getValue(), escape(entry.getKey())))
                .collect(Collectors.joining("", "<div class=\"legend\">", "</div>"));
    }
}
