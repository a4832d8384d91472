package io.parley.client;

import io.parley.contract.Json;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a silent server for a sign of life, and gives it up after three times its own interval. */
final class Heartbeat {
    /** Until the server has said how often it pings. */
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(10);

    private static final int SILENT_INTERVALS = 3;

    private final Connection connection;
    private final Supplier<ServerFrame.@Nullable Ready> ready;
    private long askedNanos = System.nanoTime();

    Heartbeat(Connection connection, Supplier<ServerFrame.@Nullable Ready> ready) {
        this.connection = connection;
        this.ready = ready;
    }

    Duration interval() {
        ServerFrame.Ready live = ready.get();
        return live == null ? FIRST_INTERVAL : Duration.ofSeconds(Math.max(1, live.pingSeconds()));
    }

    /** @throws IOException when nothing was heard for too long */
    void check() throws IOException, InterruptedException {
        Duration interval = interval();
        Duration silence = connection.silence();
        if (silence.compareTo(interval.multipliedBy(SILENT_INTERVALS)) > 0) {
            throw new IOException("nothing was heard from the server for " + silence.toSeconds() + " s");
        }
        if (silence.compareTo(interval) > 0 && System.nanoTime() - askedNanos > interval.toNanos()) {
            askedNanos = System.nanoTime();
            connection.write(Json.string(new ClientFrame.Ping(null)));
        }
    }
}
