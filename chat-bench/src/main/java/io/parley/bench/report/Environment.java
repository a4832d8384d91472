package io.parley.bench.report;

import io.parley.stack.layout.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and of what it was measured.
 *
 * @param cpu model name
 * @param memory bytes of the machine
 * @param commit short id, with {@code +} where files differ from it
 * @param label the caller's own
 */
public record Environment(
        Instant at, String cpu, int cores, long memory, String kernel, String jdk, String commit, String label) {
    private static final String UNKNOWN = "unknown";

    /** This machine and this checkout, now. */
    public static Environment here(Checkout checkout, Instant at, String label) {
        return new Environment(
                at.truncatedTo(ChronoUnit.SECONDS),
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                kibibytes(line("/proc/meminfo", "MemTotal")) * 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                commit(checkout),
                label);
    }

    private static long kibibytes(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String line(String file, String name) {
        try {
            return Files.readString(Path.of(file))
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit(Checkout checkout) {
        String commit = git(checkout, "rev-parse", "--short", "HEAD");
        return git(checkout, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "+";
    }

    private static String git(Checkout checkout, String... arguments) {
        var command = new java.util.ArrayList<>(
                java.util.List.of("git", "-C", checkout.root().toString()));
        command.addAll(java.util.List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
