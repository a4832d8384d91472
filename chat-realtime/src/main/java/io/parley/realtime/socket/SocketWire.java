package io.parley.realtime.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.parley.contract.error.CloseCode;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.session.Wire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket of WebSockets Next, written to one layer below it: an event that goes to a thousand sockets must cost each of
 * them no more than its bytes and a share of one system call (ADR 14). The frames of the server are the same bytes for
 * all sockets: they are not masked, and each is compressed by itself, if at all. Small ones are joined; large ones are written as they
 * are, without a copy for each socket.
 */
final class SocketWire implements Wire {
    /** Time for the peer to take its leave. */
    private static final long CUT_AFTER_MILLIS = 5_000;
    /** RFC 6455, section 5.2: the last fragment, which is also the first, of a text. */
    private static final int TEXT = 0x81;
    /** The same with RSV1: compressed by permessage-deflate (RFC 7692, section 6). */
    private static final int COMPRESSED_TEXT = 0xc1;

    private static final int SHORT_MAX = 125;
    private static final int MEDIUM = 126;
    private static final int MEDIUM_MAX = 0xffff;
    private static final int LONG = 127;
    private static final int HEADER_MAX = 10;
    private static final int JOINED = 64 * 1024;

    private final WebSocketConnection connection;
    private final Channel channel;
    private final Vertx vertx;
    private final Outlets.Outlet outlet;
    private final boolean compresses;
    private Listener listener = (frames, bytes) -> {};
    private List<EncodedFrame> queued = new ArrayList<>(1);

    SocketWire(WebSocketConnection connection, Channel channel, Vertx vertx, Outlets outlets) {
        this.connection = connection;
        this.channel = channel;
        this.vertx = vertx;
        this.outlet = outlets.of(channel.eventLoop());
        // There only when the client offered the extension, and it is configured.
        this.compresses = channel.pipeline().get(WebSocketExtensionEncoder.class) != null;
    }

    @Override
    public void listen(Listener written) {
        listener = written;
    }

    @Override
    public void write(EncodedFrame frame) {
        synchronized (this) {
            queued.add(frame);
            if (queued.size() > 1) {
                return;
            }
        }
        outlet.ready(this);
    }

    private synchronized List<EncodedFrame> take() {
        List<EncodedFrame> taken = queued;
        queued = new ArrayList<>(1);
        return taken;
    }

    /** Writes all that is queued at once. On the socket's event loop. */
    void flush() {
        List<EncodedFrame> frames = take();
        if (frames.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (EncodedFrame frame : frames) {
            bytes += frame.bytes();
        }
        ByteBuf joined = null;
        for (EncodedFrame frame : frames) {
            byte[] deflated = compresses ? frame.deflated() : null;
            ByteBuffer shared = deflated == null ? frame.shared() : null;
            if (shared == null) {
                byte[] payload = deflated == null ? frame.json() : deflated;
                joined = room(joined, bytes, payload.length);
                header(joined, deflated == null ? TEXT : COMPRESSED_TEXT, payload.length);
                joined.writeBytes(payload);
            } else {
                joined = room(joined, 0, 0);
                header(joined, TEXT, frame.bytes());
                channel.write(joined);
                channel.write(Unpooled.wrappedBuffer(shared.duplicate()));
                joined = null;
            }
        }
        long written = bytes;
        int count = frames.size();
        channel.writeAndFlush(joined == null ? Unpooled.EMPTY_BUFFER : joined)
                .addListener(done -> listener.written(count, written));
    }

    /** A buffer with room for one frame more; a new one is made with room for what may still come, within reason. */
    private ByteBuf room(@Nullable ByteBuf joined, long all, int payload) {
        if (joined == null) {
            return channel.alloc()
                    .directBuffer((int) Math.max(payload + HEADER_MAX, Math.min(all + HEADER_MAX, JOINED)));
        }
        return joined.ensureWritable(payload + HEADER_MAX);
    }

    private static void header(ByteBuf out, int opcode, int length) {
        out.writeByte(opcode);
        if (length <= SHORT_MAX) {
            out.writeByte(length);
        } else if (length <= MEDIUM_MAX) {
            out.writeByte(MEDIUM).writeShort(length);
        } else {
            out.writeByte(LONG).writeLong(length);
        }
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
