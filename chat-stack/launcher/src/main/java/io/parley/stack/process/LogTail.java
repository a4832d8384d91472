package io.parley.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for the sentence that says what went wrong. */
public final class LogTail {
    private static final int LINES = 15;

    private LogTail() {}

    /** "Its log … ends with:" and the last lines, or that there is none. */
    public static String of(Path log) {
        try {
            // Decoded byte by byte: a log may hold anything.
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            if (lines.isEmpty()) {
                return "Its log " + log + " is empty.";
            }
            return "Its log " + log + " ends with:\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "It left no log at " + log + ".";
        }
    }

    /** The whole of a short text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + " cannot be read: " + e.getMessage();
        }
    }
}
