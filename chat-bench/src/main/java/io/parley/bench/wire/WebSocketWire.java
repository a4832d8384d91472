package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * The client's side of a WebSocket (RFC 6455) with unfragmented text frames: enough for servers that are known. The mask
 * is always zero, which is valid and spares the driver a pass over the bytes; the server unmasks all the same.
 */
public abstract class WebSocketWire implements Dialect.Session {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private boolean upgraded;

    /** The upgrade request, with these additional header lines, each ending in CR LF. */
    protected static byte[] upgrade(String path, String headers) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    /** A text frame. */
    protected static byte[] frame(byte[] payload) {
        return frame(TEXT, payload);
    }

    private static byte[] frame(int kind, byte[] payload) {
        int extended = payload.length < SHORT ? 0 : 2;
        byte[] frame = new byte[2 + extended + 4 + payload.length];
        frame[0] = (byte) kind;
        frame[1] = (byte) (MASKED | (extended == 0 ? payload.length : SHORT));
        if (extended != 0) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    /** What follows the upgrade at once; empty where the server speaks first. */
    protected abstract byte[] greeting();

    /** A text frame of the server. */
    protected abstract void text(byte[] data, int from, int to, Dialect.Inbox inbox);

    @Override
    public final int read(byte[] data, int from, int to, Dialect.Inbox inbox) {
        int at = from;
        if (!upgraded) {
            int end = endOfHeaders(data, from, to);
            if (end < 0) {
                return from;
            }
            upgraded(new String(data, from, end - from, StandardCharsets.US_ASCII), inbox);
            at = end;
        }
        while (true) {
            int next = frame(data, at, to, inbox);
            if (next < 0) {
                return at;
            }
            at = next;
        }
    }

    private void upgraded(String answer, Dialect.Inbox inbox) {
        upgraded = true;
        if (!answer.startsWith("HTTP/1.1 101")) {
            inbox.refused(answer.lines().findFirst().orElse("no answer"));
            return;
        }
        byte[] greeting = greeting();
        if (greeting.length > 0) {
            inbox.reply(frame(greeting));
        }
    }

    private static int endOfHeaders(byte[] data, int from, int to) {
        for (int i = from; i <= to - 4; i++) {
            if (data[i] == '\r' && data[i + 1] == '\n' && data[i + 2] == '\r' && data[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    /** Reads one frame; -1 when it is not all there. */
    private int frame(byte[] data, int at, int to, Dialect.Inbox inbox) {
        if (to - at < 2) {
            return -1;
        }
        int length = data[at + 1] & 0x7f;
        int head = at + (length < SHORT ? 2 : length == SHORT ? 4 : 10);
        if (head > to) {
            return -1;
        }
        if (length == SHORT) {
            length = (data[at + 2] & 0xff) << 8 | (data[at + 3] & 0xff);
        } else if (length == LONG) {
            length = (data[at + 6] & 0xff) << 24
                    | (data[at + 7] & 0xff) << 16
                    | (data[at + 8] & 0xff) << 8
                    | (data[at + 9] & 0xff);
        }
        int end = head + length;
        if (end > to) {
            return -1;
        }
        frame(data[at] & 0xff, data, head, end, inbox);
        return end;
    }

    private void frame(int kind, byte[] data, int from, int to, Dialect.Inbox inbox) {
        switch (kind) {
            case TEXT -> text(data, from, to, inbox);
            case PING -> inbox.reply(frame(PONG, java.util.Arrays.copyOfRange(data, from, to)));
            case PONG -> {}
            case CLOSE -> inbox.refused("closed: " + new String(data, from, to - from, StandardCharsets.UTF_8));
            default -> inbox.refused("a frame of kind " + Integer.toHexString(kind));
        }
    }

    /** Whether the text there begins so. */
    protected static boolean startsWith(byte[] data, int from, int to, byte[] beginning) {
        return to - from >= beginning.length
                && java.util.Arrays.mismatch(data, from, from + beginning.length, beginning, 0, beginning.length) < 0;
    }
}
