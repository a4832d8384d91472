package io.parley.realtime.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.parley.contract.error.CloseCode;
import io.parley.realtime.session.Wire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket of WebSockets Next, written to one layer below it: an event that goes to a thousand sockets must cost each of
 * them no more than its bytes and a share of one system call (ADR 14). The frames of the server are the same bytes for
 * all sockets: they are not masked, and no extension is negotiated.
 */
final class SocketWire implements Wire {
    /** Time for the peer to take its leave. */
    private static final long CUT_AFTER_MILLIS = 5_000;
    /** RFC 6455, section 5.2: the last fragment, which is also the first, of a text. */
    private static final int TEXT = 0x81;

    private static final int SHORT_MAX = 125;
    private static final int MEDIUM = 126;
    private static final int MEDIUM_MAX = 0xffff;
    private static final int LONG = 127;
    private static final int HEADER_MAX = 10;

    private final WebSocketConnection connection;
    private final Channel channel;
    private final Vertx vertx;
    private final Outlets.Outlet outlet;
    private Listener listener = (frames, bytes) -> {};
    private List<byte[]> queued = new ArrayList<>(1);

    SocketWire(WebSocketConnection connection, Channel channel, Vertx vertx, Outlets outlets) {
        this.connection = connection;
        this.channel = channel;
        this.vertx = vertx;
        this.outlet = outlets.of(channel.eventLoop());
    }

    @Override
    public void listen(Listener written) {
        listener = written;
    }

    @Override
    public void write(byte[] text) {
        synchronized (this) {
            queued.add(text);
            if (queued.size() > 1) {
                return;
            }
        }
        outlet.ready(this);
    }

    private synchronized List<byte[]> take() {
        List<byte[]> taken = queued;
        queued = new ArrayList<>(1);
        return taken;
    }

    /** Writes all that is queued at once. On the socket's event loop. */
    void flush() {
        List<byte[]> frames = take();
        if (frames.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (byte[] frame : frames) {
            bytes += frame.length;
        }
        long written = bytes;
        int count = frames.size();
        ByteBuf out = channel.alloc().directBuffer(Math.toIntExact(bytes + (long) count * HEADER_MAX));
        frames.forEach(frame -> frame(out, frame));
        channel.writeAndFlush(out).addListener(done -> listener.written(count, written));
    }

    private static void frame(ByteBuf out, byte[] text) {
        out.writeByte(TEXT);
        if (text.length <= SHORT_MAX) {
            out.writeByte(text.length);
        } else if (text.length <= MEDIUM_MAX) {
            out.writeByte(MEDIUM).writeShort(text.length);
        } else {
            out.writeByte(LONG).writeLong(text.length);
        }
        out.writeBytes(text);
    }

    @Override
    public void close(CloseCode code) {
        channel.eventLoop().execute(() -> {
            flush();
            if (connection.isOpen()) {
                connection
                        .close(new CloseReason(code.code(), code.reason()))
                        .subscribe()
                        .with(done -> {}, failure -> {});
            }
        });
        // Vert.x waits for the peer's close frame for ever, and a peer that does not read never sends one. An orderly
        // close of the channel would wait as well: for what was written before.
        vertx.setTimer(CUT_AFTER_MILLIS, ignored -> channel.eventLoop()
                .execute(() -> channel.unsafe().close(channel.voidPromise())));
    }
}
