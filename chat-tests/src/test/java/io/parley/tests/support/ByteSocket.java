package io.parley.tests.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client's side of a socket byte by byte (RFC 6455): it can say what is no frame at all. */
public final class ByteSocket implements AutoCloseable {
    /** The line ended without a close frame. */
    public static final int NO_CODE = 1006;

    private static final int PATIENCE_SECONDS = 30;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final String END = "";

    private final Socket socket;
    private final DataInputStream in;
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private volatile int closeCode;

    /**
     * Connects.
     *
     * @param application as it is to be in the address, whatever it is
     */
    public ByteSocket(URI gateway, String application, String token) throws IOException {
        socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        socket.getOutputStream().write("""
                GET /v1/applications/%s/socket HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: parley.v1\r
                Authorization: Bearer %s\r
                \r
                """.formatted(application, token).getBytes(StandardCharsets.US_ASCII));
        String answer = answer();
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new AssertionError("The upgrade was answered by " + answer);
        }
        Thread.ofVirtual().start(this::read);
    }

    private String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        return answer.toString();
    }

    /** A text frame. */
    public void say(String text) {
        frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /**
     * One frame. That the line is gone is seen by {@link #next}, not here.
     *
     * @param head its first byte: FIN, the reserved bits, and the kind
     * @param masked by zeros; a client that does not mask breaks the protocol
     */
    public synchronized void frame(int head, byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) head);
        int mask = masked ? MASKED : 0;
        if (payload.length < MEDIUM) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (mask | MEDIUM)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | LONG)).putLong(payload.length);
        }
        if (masked) {
            frame.putInt(0);
        }
        frame.put(payload).flip();
        try {
            OutputStream out = socket.getOutputStream();
            out.write(frame.array(), frame.arrayOffset(), frame.limit());
        } catch (IOException e) {
            // Closed by the other side, perhaps in the middle of this.
        }
    }

    /** The next text that came, or null when the line is at its end: {@link #closeCode} says how it ended. */
    public String next() {
        try {
            String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came within %d s".formatted(PATIENCE_SECONDS));
            }
            if (text.equals(END)) {
                texts.add(END);
                return null;
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Of a line that ended. */
    public int closeCode() {
        return closeCode;
    }

    private void read() {
        try {
            while (closeCode == 0) {
                int kind = in.readUnsignedByte() & 0xf;
                byte[] payload = in.readNBytes(length());
                switch (kind) {
                    case CLOSE -> {
                        closeCode = payload.length < 2
                                ? NO_CODE
                                : ByteBuffer.wrap(payload).getShort() & 0xffff;
                        frame(FINAL | CLOSE, Arrays.copyOf(payload, Math.min(2, payload.length)), true);
                    }
                    case PING -> frame(FINAL | PONG, payload, true);
                    case PONG -> {}
                    // A text; what else comes is as wrong as a text that is no frame.
                    default -> texts.add(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            closeCode = NO_CODE;
        } finally {
            texts.add(END);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte() & LENGTH;
        if (length == MEDIUM) {
            return in.readUnsignedShort();
        }
        return length == LONG ? Math.toIntExact(in.readLong()) : length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
