package io.parley.core.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The {@code parley.*} keys of all services, since these may share their configuration. Made from the code together with
 * {@code docs/configuration.md}.
 */
final class KnownKeys {
    private static final String FILE = "parley-keys.txt";

    private final SortedSet<String> keys;

    KnownKeys(List<String> keys) {
        this.keys = new TreeSet<>(keys);
    }

    static KnownKeys read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(FILE), FILE)) {
            return new KnownKeys(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String key) {
        return keys.contains(key);
    }

    boolean hasVariable(String variable) {
        return keys.stream().map(KnownKeys::variable).anyMatch(variable::equals);
    }

    /** The known key that takes the fewest changes of a character. */
    String nearest(String key) {
        return keys.stream()
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElseThrow();
    }

    /** As {@link #nearest}, of environment variables. */
    String nearestVariable(String variable) {
        return keys.stream()
                .map(KnownKeys::variable)
                .min(Comparator.comparingInt(known -> distance(known, variable)))
                .orElseThrow();
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
