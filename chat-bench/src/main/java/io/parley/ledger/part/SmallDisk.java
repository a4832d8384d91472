package io.parley.ledger.part;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file system of some megabytes in memory, so that a disk can be filled without harm to others. Only root may mount one,
 * and not everywhere.
 */
public final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "160m";
    private static final int BLOCK = 64 * 1024;

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Mounts one at that folder, where this can be done. */
    static SmallDisk at(Path folder) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "parley-ledger", folder.toString());
        SmallDisk disk = new SmallDisk(folder, mounted);
        if (mounted) {
            // Also after Ctrl-C: nothing else could remove the folder.
            Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
        }
        return disk;
    }

    /** Whether it is there; otherwise the folder is a common one, and cannot be filled. */
    public boolean mounted() {
        return mounted;
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Takes all the room that is left. */
    public void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That was the aim.
        }
    }

    /** Gives the room back. */
    public void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
