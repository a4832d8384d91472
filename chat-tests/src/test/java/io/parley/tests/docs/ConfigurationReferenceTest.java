package io.parley.tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the code says. Its tables are made from the {@code @ConfigMapping} interfaces and
 * their comments; run this with {@code -Dparley.docs.write=true} to write them anew.
 */
class ConfigurationReferenceTest {
    private static final List<String> SERVICES = List.of("chat-core", "chat-realtime", "chat-indexer");
    private static final String BEGIN = "<!-- generated from here -->";
    private static final Pattern KEY = Pattern.compile("^\\| `(parley\\.[^`]+)`", Pattern.MULTILINE);
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern PROPERTY = Pattern.compile(
            "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*(?:@WithDefault\\((?<value>[^)]*)\\)\\s*)?(?<type>[\\w<>.]+) (?<name>\\w+)\\(\\);",
            Pattern.DOTALL);

    @Test
    void referenceIsWhatTheCodeSays() throws IOException {
        Path root = Checkout.root();
        Path document = root.resolve("docs/configuration.md");
        String written = Files.readString(document);
        String introduction = written.substring(0, written.indexOf(BEGIN) + BEGIN.length());

        String expected = introduction + "\n" + reference(root);

        if (Checkout.WRITE) {
            Files.writeString(document, expected);
        }
        assertEquals(expected, Files.readString(document));
    }

    /** Every key in the tables, for the check of chat-core at its start. */
    @Test
    void theKeysThatAServiceKnowsAreThoseOfTheReference() throws IOException {
        Path file = Checkout.root().resolve("chat-core/src/main/resources/parley-keys.txt");
        String expected = KEY.matcher(Files.readString(Checkout.root().resolve("docs/configuration.md")))
                        .results()
                        .map(key -> key.group(1))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining("\n"))
                + "\n";

        if (Checkout.WRITE) {
            Files.writeString(file, expected);
        }
        assertEquals(expected, Files.readString(file));
    }

    private static String reference(Path root) throws IOException {
        StringBuilder reference = new StringBuilder();
        for (String service : SERVICES) {
            reference.append("\n## ").append(service).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            try (Stream<Path> sources = Files.walk(root.resolve(service).resolve("src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    reference.append(rows(Files.readString(source)));
                }
            }
        }
        return reference.toString();
    }

    private static String rows(String source) {
        Matcher mapping = MAPPING.matcher(source);
        StringBuilder rows = new StringBuilder();
        if (mapping.find()) {
            Matcher property = PROPERTY.matcher(source);
            while (property.find()) {
                rows.append("| `%s.%s` | %s | %s |\n"
                        .formatted(
                                mapping.group(1),
                                kebab(property.group("name")),
                                value(property.group("value")),
                                meaning(property.group("doc"))));
            }
        }
        return rows.toString();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String value(String value) {
        if (value == null) {
            return "none";
        }
        return value.startsWith("\"") ? "`" + value.substring(1, value.length() - 1) + "`" : "`chat`";
    }

    private static String meaning(String doc) {
        return doc.replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                .replace("|", "\\|")
                .strip();
    }
}
