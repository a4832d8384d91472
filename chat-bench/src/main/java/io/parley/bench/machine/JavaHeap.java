package io.parley.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heap of another JVM after a full collection, as its own {@code jcmd} tells.
 *
 * @param used bytes that live objects take
 * @param committed bytes that the JVM has from the system for it
 */
public record JavaHeap(long used, long committed) {
    /** Serial: {@code def new generation total 9792K, used 17K} and {@code tenured generation total 21888K, used 9K}. */
    private static final Pattern GENERATION = Pattern.compile("total (\\d+)K, used (\\d+)K");

    private static final String MAIN_CLASS = "java";

    /** Collects first. Nothing where the process is no JVM. */
    public static Optional<JavaHeap> collected(long pid) {
        boolean java = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).getFileName().toString().equals(MAIN_CLASS))
                .orElse(false);
        if (!java) {
            return Optional.empty();
        }
        jcmd(pid, "GC.run");
        Matcher generation = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
        long used = 0;
        long committed = 0;
        while (generation.find()) {
            committed += Long.parseLong(generation.group(1)) * 1024;
            used += Long.parseLong(generation.group(2)) * 1024;
        }
        return Optional.of(new JavaHeap(used, committed));
    }

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
