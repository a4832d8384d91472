package io.parley.tests.support;

import io.parley.stack.service.ServiceProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a service has written to its log since a moment. */
public final class LogPart {
    private final Path log;
    private final long from;

    private LogPart(Path log, long from) {
        this.log = log;
        this.from = from;
    }

    /** From now on. */
    public static LogPart of(ServiceProcess service) {
        try {
            return new LogPart(service.log(), Files.size(service.log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors, and the first lines of stack traces. */
    public List<String> faults() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" ERROR ") || line.matches("\\s+at [a-z]+\\..*\\(.*\\)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
