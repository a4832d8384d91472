package io.parley.realtime.frame;

import io.parley.contract.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the server, encoded once for all sockets that it goes to; and compressed once, for those that have agreed to
 * permessage-deflate (RFC 7692). No connection keeps a compressor: each message is compressed by itself, which a receiver
 * must be able to read whatever was negotiated (section 7.2.3.2), and which makes its bytes the same for everyone.
 *
 * <p>May be used by any thread.
 */
public final class EncodedFrame {
    /** Below this, compression saves little: a whole small frame is one packet anyway. */
    public static final int COMPRESSED_FROM = 256;

    /** From here on a frame is handed to the operating system as it is, for all sockets the same memory. */
    public static final int SHARED_FROM = 4_096;

    private static final int LEVEL = 6;
    /** An empty stored block, by which each compressed message ends, and which is left out (section 7.2.1). */
    private static final int TAIL = 4;

    private static final byte[] NOT_WORTH_IT = {};

    private final byte[] json;
    private volatile byte @Nullable [] deflated;
    private volatile @Nullable ByteBuffer shared;

    /** @param json UTF-8; not to be changed afterwards */
    public EncodedFrame(byte[] json) {
        this.json = json;
    }

    /** Encodes a frame or an event. */
    public static EncodedFrame of(Object frame) {
        return new EncodedFrame(Json.bytes(frame));
    }

    /** UTF-8; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Its length without compression. */
    public int bytes() {
        return json.length;
    }

    /**
     * The same outside of the heap, for frames so large that copying them for each socket would cost more than handing them over one by
     * one; absent for others. Not to be changed, nor its position: duplicate it.
     */
    public @Nullable ByteBuffer shared() {
        if (json.length < SHARED_FROM) {
            return null;
        }
        ByteBuffer current = shared;
        if (current == null) {
            current = ByteBuffer.allocateDirect(json.length).put(json).flip();
            shared = current;
        }
        return current;
    }

    /** The payload of a compressed message, made when it is first asked for; absent where that is not smaller. */
    public byte @Nullable [] deflated() {
        byte[] current = deflated;
        if (current == null) {
            current = json.length < COMPRESSED_FROM ? NOT_WORTH_IT : deflate(json);
            deflated = current;
        }
        return current.length == 0 ? null : current;
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(plain);
            // What does not fit would be no smaller than the original.
            byte[] out = new byte[plain.length + TAIL];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - TAIL;
            return length >= 0 && length < plain.length ? Arrays.copyOf(out, length) : NOT_WORTH_IT;
        } finally {
            deflater.end();
        }
    }
}
