package io.parley.tests.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of a {@link Crowd}: the client's side of RFC 6455, with a mask of zeros. What it counts may be read on any thread. */
public final class CrowdSocket {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int SERVICE_UNAVAILABLE = 503;
    /** Enough to know a frame's type and rev by. */
    private static final int BEGINNING = 160;

    private static final String MESSAGE = "{\"type\":\"message.created\"";
    private static final String READY = "{\"type\":\"ready\"";
    private static final Pattern REV = Pattern.compile("\"rev\":(\\d+)");
    private static final Pattern RETRY_AFTER =
            Pattern.compile("^retry-after: *(\\d+)\\s*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final InetSocketAddress gateway;
    private final int receiveBytes;
    private final byte[] request;
    private final String hello;
    private final ObjIntConsumer<CrowdSocket> onRefused;
    private SelectionKey key;
    private byte[] rest = {};
    private boolean upgraded;
    private volatile boolean ready;
    private final AtomicInteger messages = new AtomicInteger();
    private volatile long rev;
    private volatile boolean disordered;
    private volatile int closeCode;
    private volatile boolean ended;

    /** @param onRefused hears, on the crowd's thread, after how many seconds it may come back; it is closed then */
    CrowdSocket(
            InetSocketAddress gateway,
            int receiveBytes,
            byte[] request,
            String hello,
            ObjIntConsumer<CrowdSocket> onRefused) {
        this.gateway = gateway;
        this.receiveBytes = receiveBytes;
        this.request = request;
        this.hello = hello;
        this.onRefused = onRefused;
    }

    public boolean ready() {
        return ready;
    }

    /** How many {@code message.created} came. */
    public int messages() {
        return messages.get();
    }

    /** Of the last message. */
    public long rev() {
        return rev;
    }

    /** Whether each message came once, and in the order of the revs; of a socket that is in one chat. */
    public boolean inOrder() {
        return !disordered;
    }

    /** With which the server closed; 0: it did not. */
    public int closeCode() {
        return closeCode;
    }

    /** Whether the line is gone. */
    public boolean isEnded() {
        return ended;
    }

    // ---- On the crowd's thread.

    InetSocketAddress gateway() {
        return gateway;
    }

    int receiveBytes() {
        return receiveBytes;
    }

    void registered(SelectionKey registered) {
        key = registered;
    }

    void connected() throws IOException {
        ((SocketChannel) key.channel()).finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(request);
    }

    void reading(boolean reads) {
        if (key.isValid()) {
            key.interestOps(reads ? SelectionKey.OP_READ : 0);
        }
    }

    void cut() {
        ended();
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    void ended() {
        ended = true;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            ((SocketChannel) key.channel()).write(out);
        }
    }

    private void say(int kind, byte[] payload) throws IOException {
        int extended = payload.length < MEDIUM ? 0 : 2;
        byte[] frame = new byte[2 + extended + 4 + payload.length];
        frame[0] = (byte) kind;
        frame[1] = (byte) (MASKED | (extended == 0 ? payload.length : MEDIUM));
        if (extended > 0) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        write(frame);
    }

    void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = ((SocketChannel) key.channel()).read(buffer);
        if (count < 0) {
            cut();
            return;
        }
        byte[] data = Arrays.copyOf(rest, rest.length + count);
        buffer.flip().get(data, rest.length, count);
        int at = upgraded ? 0 : upgrade(data);
        int next = upgraded ? frame(data, at) : -1;
        while (next >= 0) {
            at = next;
            next = frame(data, at);
        }
        rest = Arrays.copyOfRange(data, at, data.length);
    }

    /** Takes the answer to the upgrade; returns where it ends. */
    private int upgrade(byte[] data) throws IOException {
        String answer = new String(data, StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        int status = Integer.parseInt(answer.substring(9, 12));
        upgraded = status == SWITCHING_PROTOCOLS;
        if (upgraded) {
            say(TEXT, hello.getBytes(StandardCharsets.UTF_8));
            return end + 4;
        }
        Matcher retryAfter = RETRY_AFTER.matcher(answer.substring(0, end));
        boolean later = status == SERVICE_UNAVAILABLE && retryAfter.find();
        cut();
        if (later) {
            ended = false;
            onRefused.accept(this, Integer.parseInt(retryAfter.group(1)));
        }
        return data.length;
    }

    /** Takes one frame; returns where the next one begins, or -1 when this one is not all there. */
    private int frame(byte[] data, int at) throws IOException {
        if (ended || data.length - at < 2) {
            return -1;
        }
        int length = data[at + 1] & 0x7f;
        int head = at + (length < MEDIUM ? 2 : length == MEDIUM ? 4 : 10);
        if (head > data.length) {
            return -1;
        }
        if (length >= MEDIUM) {
            // Nothing is larger than an int.
            length = length == LONG
                    ? ByteBuffer.wrap(data, at + 6, 4).getInt()
                    : ByteBuffer.wrap(data, at + 2, 2).getShort() & 0xffff;
        }
        int end = head + length;
        if (end > data.length) {
            return -1;
        }
        take(data[at] & 0xff, data, head, end);
        return end;
    }

    private void message(String beginning) {
        Matcher matcher = REV.matcher(beginning);
        long now = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        disordered |= now <= rev;
        rev = now;
        messages.incrementAndGet();
    }

    private void take(int kind, byte[] data, int from, int to) throws IOException {
        switch (kind) {
            case TEXT -> {
                String beginning = new String(data, from, Math.min(BEGINNING, to - from), StandardCharsets.ISO_8859_1);
                if (beginning.startsWith(MESSAGE)) {
                    message(beginning);
                } else if (beginning.startsWith(READY)) {
                    ready = true;
                }
            }
            case PING -> say(PONG, Arrays.copyOfRange(data, from, to));
            case CLOSE -> {
                closeCode = to - from >= 2 ? ByteBuffer.wrap(data, from, 2).getShort() & 0xffff : 1005;
                say(CLOSE, Arrays.copyOfRange(data, from, Math.min(to, from + 2)));
            }
            default -> {}
        }
    }
}
