package io.parley.bench.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How often a second a file can be forced to the disk. */
public final class SyncFloor {
    private static final int BYTES = 8 << 10;
    /** So that it is overwritten, as a write-ahead log is, and does not grow. */
    private static final int PLACES = 2_048;

    private SyncFloor() {}

    /** Writes 8 KiB and forces it, again and again, to a file in that folder. */
    public static double perSecond(Path folder, Duration time) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
            for (int i = 0; i < PLACES; i++) {
                channel.write(block.rewind(), (long) i * BYTES);
            }
            channel.force(true);
            long begun = System.nanoTime();
            long forced = 0;
            while (System.nanoTime() - begun < time.toNanos()) {
                channel.write(block.rewind(), forced % PLACES * BYTES);
                channel.force(false);
                forced++;
            }
            return forced * 1e9 / (System.nanoTime() - begun);
        } finally {
            Files.delete(file);
        }
    }
}
