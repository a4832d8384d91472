package io.parley.bench.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A client of the bare server. */
final class BareConnection {
    private static final byte[] UPGRADED = """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
            Sec-WebSocket-Protocol: parley.v1

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final String BEARER = "Authorization: Bearer ";

    private final BareServer server;
    private final SelectionKey key;
    private byte[] unwritten = new byte[1024];
    private int length;
    private byte @Nullable [] unread;
    private @Nullable BareRoom room;

    BareConnection(BareServer server, SelectionKey key) {
        this.server = server;
        this.key = key;
    }

    void write(byte[] bytes) {
        if (length == 0) {
            server.written(this);
        }
        if (length + bytes.length > unwritten.length) {
            unwritten = Arrays.copyOf(unwritten, Math.max(unwritten.length * 2, length + bytes.length));
        }
        System.arraycopy(bytes, 0, unwritten, length, bytes.length);
        length += bytes.length;
    }

    void flush() {
        if (length == 0 || !key.isValid()) {
            return;
        }
        try {
            int written = channel().write(ByteBuffer.wrap(unwritten, 0, length));
            System.arraycopy(unwritten, written, unwritten, 0, length - written);
            length -= written;
            key.interestOps(length == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            end();
        }
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }

    void receive(byte[] buffer) {
        try {
            int begun = 0;
            if (unread != null) {
                begun = unread.length;
                System.arraycopy(unread, 0, buffer, 0, begun);
                unread = null;
            }
            int count = channel().read(ByteBuffer.wrap(buffer, begun, buffer.length - begun));
            if (count < 0) {
                end();
                return;
            }
            int end = begun + count;
            int at = room == null ? upgrade(buffer, end) : frames(buffer, 0, end, room);
            if (at < end) {
                unread = Arrays.copyOfRange(buffer, at, end);
            }
        } catch (IOException e) {
            end();
        }
    }

    private int upgrade(byte[] data, int end) {
        String request = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        int headers = request.indexOf("\r\n\r\n");
        if (headers < 0) {
            return 0;
        }
        int token = request.indexOf(BEARER) + BEARER.length();
        BareRoom joined = server.room(request.substring(token, request.indexOf('\r', token)));
        joined.add(this);
        room = joined;
        write(UPGRADED);
        return frames(data, headers + 4, end, joined);
    }

    private int frames(byte[] data, int from, int end, BareRoom in) {
        int at = from;
        while (end - at >= 2 + BareFrames.MASK) {
            int head = BareFrames.head(data, at);
            int payload = BareFrames.length(data, at);
            if (at + head + payload > end) {
                break;
            }
            command(BareFrames.payload(data, at + head, payload), in);
            at += head + payload;
        }
        return at;
    }

    private void command(String frame, BareRoom in) {
        if (frame.startsWith("{\"type\":\"hello\"")) {
            write(BareFrames.text("{\"type\":\"ready\",\"chats\":[]}"));
        } else if (frame.startsWith("{\"type\":\"send\"")) {
            in.say(this, member(frame, "clientId"), member(frame, "text"));
        }
    }

    /** A string of the frame; the driver's have nothing to unescape. */
    private static String member(String frame, String name) {
        int from = frame.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return frame.substring(from, frame.indexOf('"', from));
    }

    private void end() {
        key.cancel();
        if (room != null) {
            room.remove(this);
        }
        try {
            channel().close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
        }
    }
}
