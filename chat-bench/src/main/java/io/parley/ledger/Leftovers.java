package io.parley.ledger;

import io.parley.stack.layout.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of earlier runs: they are kept until the next one. */
final class Leftovers {
    private Leftovers() {}

    /** Removes those whose process is gone. */
    static void remove(Path home) throws IOException {
        Files.createDirectories(home);
        try (Stream<Path> folders = Files.list(home)) {
            List<Path> runs = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("run-"))
                    .toList();
            for (Path run : runs) {
                String name = run.getFileName().toString();
                long pid = Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
                if (ProcessHandle.of(pid).isEmpty()) {
                    unmount(run.resolve("data/broker"));
                    Folders.delete(run);
                }
            }
        }
    }

    /** One that was killed has left its small disk behind. */
    private static void unmount(Path disk) throws IOException {
        try {
            new ProcessBuilder("umount", "-l", disk.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Where there is no umount, nothing was mounted.
        }
    }
}
