package io.parley.client.demo;

import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints what happens, and holds it against what was promised. */
final class Transcript {
    private static final int SHOWN_OF_SECRET = 12;

    private final PrintStream out;
    private String step = "the beginning";
    private int steps;
    private int checks;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void step(String title) {
        step = title;
        out.printf("%n%d. %s%n", ++steps, title);
    }

    void say(String format, @Nullable Object... values) {
        out.printf("   " + format + "%n", values);
    }

    /** Fails the walk unless both are equal. */
    void same(String what, @Nullable Object expected, @Nullable Object seen) {
        holds(Objects.equals(expected, seen), what + ": expected " + expected + ", saw " + seen);
    }

    /** Fails the walk with this sentence unless the condition holds. */
    void holds(boolean condition, String otherwise) {
        checks++;
        if (!condition) {
            throw new StepFailed(otherwise);
        }
    }

    String step() {
        return step;
    }

    int checks() {
        return checks;
    }

    /** Enough of a secret to recognize it, and not enough to use it. */
    static String shortened(String secret) {
        return secret.length() <= SHOWN_OF_SECRET ? "..." : secret.substring(0, SHOWN_OF_SECRET) + "...";
    }
}
