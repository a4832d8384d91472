package io.parley.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time and memory of processes with all their children, from Linux' /proc (proc(5)): a PostgreSQL is a process for
 * each connection, and all of them count.
 *
 * @param roots the first process of each, by the name that reports use
 */
public record ProcessTrees(Map<String, Long> roots) {
    /** CPU clock ticks a second; the same on every Linux that runs a JVM. */
    private static final long TICKS = 100;

    private static final long MICROS = 1_000_000;
    private static final int UTIME = 13 - 2;
    private static final int CHILDREN_STIME = 16 - 2;

    public ProcessTrees {
        roots = new LinkedHashMap<>(roots);
    }

    /** CPU microseconds that each tree has used so far, its ended children included. */
    public Map<String, Long> cpuMicros() {
        Map<String, Long> used = new LinkedHashMap<>();
        roots.forEach((name, root) ->
                used.put(name, tree(root).mapToLong(ProcessTrees::cpu).sum()));
        return used;
    }

    /** Bytes of memory of each tree; what its processes share counts once (PSS). */
    public Map<String, Long> bytes() {
        Map<String, Long> used = new LinkedHashMap<>();
        roots.forEach((name, root) ->
                used.put(name, tree(root).mapToLong(ProcessTrees::pss).sum()));
        return used;
    }

    private static Stream<Long> tree(long root) {
        return ProcessHandle.of(root).stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long cpu(long pid) {
        String stat = read(pid, "stat");
        // The name of the program, in parentheses, may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
        long ticks = 0;
        for (int i = UTIME; i <= CHILDREN_STIME && i < fields.length; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * (MICROS / TICKS);
    }

    private static long pss(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // Ended while it was read.
            return "";
        }
    }
}
