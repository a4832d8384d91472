package io.parley.bench.plot;

import java.util.Locale;

/** Text of an SVG document. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String description) {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", width, height, escape(description));
    }

    /** Numbers always with a point, whatever the machine's language. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation is of a library that is only on the compiler's path.
    void add(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    String end() {
        return text + "</svg>\n";
    }
}
