package io.parley.contract.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document of the protocol. A sample in it is a line that links to its golden file, followed by a fence with exactly
 * that file's text.
 */
record ProtocolDocument(Path file, String text) {
    private static final Pattern SAMPLE =
            Pattern.compile("golden/([a-z-]+\\.(?:json|ndjson))\\)[^\\n]*\\n+```json\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("\\|([^|]+)(?=\\|)");
    private static final Pattern JSON_FENCE = Pattern.compile("^```json$", Pattern.MULTILINE);

    record Embedded(String golden, String text) {}

    static List<ProtocolDocument> all() {
        return List.of(read("rest.md"), read("websocket.md"), read("amqp.md"));
    }

    static ProtocolDocument read(String name) {
        Path file = Checkout.root().resolve("docs/protocol").resolve(name);
        try {
            ProtocolDocument document = new ProtocolDocument(file, Files.readString(file));
            return Checkout.REGENERATE ? document.refreshed() : document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProtocolDocument refreshed() throws IOException {
        String fresh = SAMPLE.matcher(text).replaceAll(sample -> {
            int body = sample.start(2) - sample.start();
            return Matcher.quoteReplacement(sample.group().substring(0, body) + Golden.text(sample.group(1)) + "```\n");
        });
        Files.writeString(file, fresh);
        return new ProtocolDocument(file, fresh);
    }

    List<Embedded> samples() {
        return SAMPLE.matcher(text)
                .results()
                .map(sample -> new Embedded(sample.group(1), sample.group(2)))
                .toList();
    }

    long jsonFences() {
        return JSON_FENCE.matcher(text).results().count();
    }

    /** Writes the document with other rows in the table under a heading, which is its last. */
    ProtocolDocument withTable(String heading, List<List<String>> rows) {
        int separator = text.indexOf("|---|", text.indexOf("\n" + heading + "\n"));
        String head = text.substring(0, text.indexOf('\n', separator) + 1);
        String fresh = rows.stream()
                .map(row -> "| " + String.join(" | ", row) + " |\n")
                .collect(Collectors.joining("", head, ""));
        try {
            Files.writeString(file, fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProtocolDocument(file, fresh);
    }

    /** The cells of the rows of the table under a heading, without the head. */
    List<List<String>> table(String heading) {
        int start = text.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new AssertionError("%s has no heading '%s'".formatted(file, heading));
        }
        return text.substring(start + heading.length() + 2)
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(ProtocolDocument::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return CELL.matcher(row).results().map(cell -> cell.group(1).strip()).toList();
    }

    boolean names(String member) {
        return text.contains("`" + member + "`");
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
