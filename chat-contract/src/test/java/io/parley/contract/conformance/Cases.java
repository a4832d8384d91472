package io.parley.contract.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The language-neutral cases in the folder {@code conformance} of the checkout. */
public final class Cases {
    private Cases() {}

    /**
     * A case.
     *
     * @param name of its file
     * @param tree its members
     */
    public record Case(String name, JsonNode tree) {
        public String about() {
            return tree.path("about").asText();
        }

        public Iterable<JsonNode> steps() {
            return tree.path("steps");
        }

        @Override
        public String toString() {
            return name + ": " + about();
        }
    }

    /** Those in a folder, by name. */
    public static List<Case> in(String folder) {
        try (Stream<Path> files = Files.list(root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new Case(String.valueOf(file.getFileName()).replace(".json", ""), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file next to the cases. */
    public static JsonNode file(String name) {
        return read(root().resolve(name));
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("conformance/cases"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Run this in a checkout of Parley");
            }
        }
        return folder.resolve("conformance");
    }
}
