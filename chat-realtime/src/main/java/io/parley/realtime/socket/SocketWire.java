package io.parley.realtime.socket;

import io.netty.channel.Channel;
import io.parley.contract.error.CloseCode;
import io.parley.realtime.session.Wire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A socket of WebSockets Next. Text goes in as a String: anything else would be made one for each socket anew. */
final class SocketWire implements Wire {
    /** Time for the peer to take its leave. */
    private static final long CUT_AFTER_MILLIS = 5_000;

    private final WebSocketConnection connection;
    private final @Nullable Channel channel;
    private final Vertx vertx;

    SocketWire(WebSocketConnection connection, @Nullable Channel channel, Vertx vertx) {
        this.connection = connection;
        this.channel = channel;
        this.vertx = vertx;
    }

    @Override
    public void write(String text, Runnable written) {
        connection.sendText(text).subscribe().with(done -> written.run(), failure -> written.run());
    }

    @Override
    public void close(CloseCode code) {
        if (connection.isOpen()) {
            connection
                    .close(new CloseReason(code.code(), code.reason()))
                    .subscribe()
                    .with(done -> {}, failure -> {});
        }
        if (channel != null) {
            // Vert.x waits for the peer's close frame for ever, and a peer that does not read never sends one. An
            // orderly
            // close of the channel would wait as well: for what was written before.
            vertx.setTimer(CUT_AFTER_MILLIS, ignored -> channel.eventLoop()
                    .execute(() -> channel.unsafe().close(channel.voidPromise())));
        }
    }
}
