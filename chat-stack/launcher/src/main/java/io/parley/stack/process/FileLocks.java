package io.parley.stack.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks between processes, and between class loaders of one process. A process that dies lets go of its locks. */
public final class FileLocks {
    private static final long RETRY_MILLIS = 50;

    private FileLocks() {}

    /** What is done while holding a lock. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    /** Waits for the lock, runs the action, lets go. */
    public static <T> T holding(Path file, Action<T> action) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = acquire(channel)) {
            assert lock.isValid();
            return action.run();
        }
    }

    private static FileLock acquire(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException held) {
                // Held by this very process, perhaps by the same class in another class loader: the system does not
                // queue us.
                try {
                    Thread.sleep(RETRY_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while waiting for a lock", e);
                }
            }
        }
    }
}
