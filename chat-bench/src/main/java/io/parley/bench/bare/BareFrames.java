package io.parley.bench.bare;

import java.nio.charset.StandardCharsets;

/** As much of RFC 6455 as a server needs for text frames that are shorter than 64 KiB. */
final class BareFrames {
    static final int MASK = 4;
    private static final int TEXT = 0x81;
    private static final int SHORT = 126;

    private BareFrames() {}

    static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        int head = payload.length < SHORT ? 2 : 4;
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) TEXT;
        if (head == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = SHORT;
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        return frame;
    }

    /** Bytes before a client's payload: head, length, mask. */
    static int head(byte[] data, int at) {
        return ((data[at + 1] & 0x7f) < SHORT ? 2 : 4) + MASK;
    }

    static int length(byte[] data, int at) {
        int length = data[at + 1] & 0x7f;
        return length < SHORT ? length : (data[at + 2] & 0xff) << 8 | (data[at + 3] & 0xff);
    }

    /** A client's payload. */
    static String payload(byte[] data, int from, int length) {
        for (int i = 0; i < length; i++) {
            data[from + i] ^= data[from - MASK + (i & 3)];
        }
        return new String(data, from, length, StandardCharsets.ISO_8859_1);
    }
}
