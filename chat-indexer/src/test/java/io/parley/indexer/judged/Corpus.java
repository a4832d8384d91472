package io.parley.indexer.judged;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages to search in: those that the judgements are about, one by one in {@code messages/}, among many others, made of the
 * phrases in {@code filler/}. The same on every run.
 */
final class Corpus {
    /** Those with a file of phrases; {@code any} is of no language. */
    static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "pt", "ru", "ar", "hi", "zh", "ja", "ko", "any");

    private static final int FILLERS = 160;
    private static final int DAYS = 300;

    private Corpus() {}

    /**
     * A message.
     *
     * @param id two letters of its language and a number; of filler, with a {@code ~} between
     * @param days its age
     */
    record Line(String id, String language, String text, int days) {}

    static List<Line> read() {
        List<Line> lines = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (List<String> fields : table("messages/" + language + ".tsv")) {
                int days = fields.size() > 2 ? Integer.parseInt(fields.get(2)) : age(lines.size());
                lines.add(new Line(fields.get(0), language, fields.get(1), days));
            }
            if (!language.equals("any")) {
                for (String text : Filler.of(language, FILLERS)) {
                    lines.add(new Line(language + "~" + lines.size(), language, text, age(lines.size())));
                }
            }
        }
        return lines;
    }

    private static int age(int index) {
        return 1 + index * 37 % DAYS;
    }

    /** Lines of fields between tabs; empty ones and those that begin with {@code # } are passed over. */
    static List<List<String>> table(String file) {
        return lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    static List<String> lines(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream("/judged/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
