package io.parley.stack.up;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory of the machine and of processes. */
final class MachineMemory {
    private static final Path LINUX = Path.of("/proc/meminfo");

    private MachineMemory() {}

    /** What could be used now without pressing others out; where the system does not tell, all it has. */
    static long availableMebibytes() throws IOException {
        if (Files.isReadable(LINUX)) {
            List<String> lines = Files.readAllLines(LINUX);
            for (String line : lines) {
                if (line.startsWith("MemAvailable:")) {
                    return Math.min(Long.parseLong(line.replaceAll("\\D", "")) / 1024, total());
                }
            }
        }
        return total();
    }

    /** That of the container, where there is one. */
    private static long total() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getTotalMemorySize() / (1024 * 1024);
    }

    /** Resident kibibytes of every process, by its id, as {@code ps} tells on Linux and macOS alike. */
    static Map<Long, Long> resident() throws IOException {
        var resident = new HashMap<Long, Long>();
        Process ps = new ProcessBuilder("ps", "-A", "-o", "pid=,rss=")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = ps.inputReader()) {
            lines.lines()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> resident.put(Long.valueOf(pair[0]), Long.valueOf(pair[1])));
        }
        return resident;
    }
}
