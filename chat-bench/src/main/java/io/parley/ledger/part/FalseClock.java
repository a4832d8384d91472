package io.parley.ledger.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * libfaketime under one process: its wall clock can be stepped while it runs. The monotonic clock, by which timeouts are
 * measured, stays as it is, as on a machine whose time is set. A process pays for it with each look at a clock, so none has it
 * for longer than it is needed.
 */
public final class FalseClock {
    private static final List<String> FOLDERS = List.of("/usr/lib", "/usr/lib64", "/usr/local/lib");
    private static final int DEPTH = 3;

    private final Path library;
    private final Path file;

    private FalseClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** One whose step is kept in that file; empty where Debian's package {@code faketime} is not installed. */
    static Optional<FalseClock> in(Path file) {
        return library().map(found -> {
            FalseClock clock = new FalseClock(found, file);
            clock.step(0);
            return clock;
        });
    }

    private static Optional<Path> library() {
        for (String folder : FOLDERS) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files =
                        Files.find(Path.of(folder), DEPTH, (path, _) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
                    Optional<Path> found = files.findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                } catch (IOException | UncheckedIOException e) {
                    // A folder that may not be read holds nothing for us.
                }
            }
        }
        return Optional.empty();
    }

    /** What the process must find in its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_RESET", "1");
    }

    /** Sets the clock this many seconds before (negative) or after the true one; within a second or so. */
    public void step(int seconds) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, "%+d\n".formatted(seconds));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
