package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/**
 * A keep-alive connection of HTTP/1.1 (RFC 9112), one request at a time; what is asked meanwhile waits here. Enough for
 * servers that are known: no redirects, no trailers.
 */
public abstract class HttpWire implements Dialect.Session {
    private static final String LENGTH = "\ncontent-length:";
    private static final String CHUNKED = "\ntransfer-encoding: chunked";
    private static final byte[] NOTHING = {};

    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean busy;

    /** The bytes of a request; {@code body} is JSON, and none where it is empty. */
    protected static byte[] request(String method, String path, String token, String body) {
        String content =
                body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n"
                + content + "\r\n" + body;
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    /** What to write now for that request: nothing while another one is under way. */
    public final byte[] ask(byte[] request) {
        if (busy) {
            waiting.add(request);
            return NOTHING;
        }
        busy = true;
        return request;
    }

    /** An answer has come, whole. */
    protected abstract void answered(int status, byte[] data, int from, int to, Dialect.Inbox inbox);

    @Override
    public final int read(byte[] data, int from, int to, Dialect.Inbox inbox) {
        int at = from;
        while (at < to) {
            int next = answer(data, at, to, inbox);
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private int answer(byte[] data, int from, int to, Dialect.Inbox inbox) {
        int body = endOfHeaders(data, from, to);
        if (body < 0) {
            return -1;
        }
        String head = new String(data, from, body - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int status = Integer.parseInt(head, 9, 12, 10);
        if (head.contains(CHUNKED)) {
            return chunks(status, data, body, to, inbox);
        }
        int end = body + length(head);
        if (end > to) {
            return -1;
        }
        done(status, data, body, end, inbox);
        return end;
    }

    private static int length(String head) {
        int at = head.indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at))
                        .strip());
    }

    private static int endOfHeaders(byte[] data, int from, int to) {
        for (int i = from; i <= to - 4; i++) {
            if (data[i] == '\r' && data[i + 1] == '\n' && data[i + 2] == '\r' && data[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    /** Puts the chunks together where they are, once all of them are there. */
    private int chunks(int status, byte[] data, int from, int to, Dialect.Inbox inbox) {
        byte[] whole = new byte[to - from];
        int length = 0;
        int at = from;
        while (true) {
            int line = at;
            while (line < to && data[line] != '\n') {
                line++;
            }
            if (line >= to) {
                return -1;
            }
            int size = Integer.parseInt(new String(data, at, line - 1 - at, StandardCharsets.US_ASCII), 16);
            int end = line + 1 + size + 2;
            if (end > to) {
                return -1;
            }
            if (size == 0) {
                done(status, whole, 0, length, inbox);
                return end;
            }
            System.arraycopy(data, line + 1, whole, length, size);
            length += size;
            at = end;
        }
    }

    private void done(int status, byte[] data, int from, int to, Dialect.Inbox inbox) {
        byte[] next = waiting.poll();
        busy = next != null;
        if (next != null) {
            inbox.reply(next);
        }
        answered(status, data, from, to, inbox);
    }
}
