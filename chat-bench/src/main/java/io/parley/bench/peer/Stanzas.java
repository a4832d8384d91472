package io.parley.bench.peer;

import java.util.Arrays;

/**
 * Where the parts of an XMPP stream begin and end. No XML parser: ejabberd escapes every {@code <} and {@code >} that is
 * not a tag's, so counting tags is enough.
 */
final class Stanzas {
    private Stanzas() {}

    /**
     * The end of the part that begins at that index: a whole element, the head of a stream, or white space.
     *
     * @return index after it, or -1 when it is not all there
     */
    static int end(byte[] data, int from, int to, byte[] streamHead) {
        int depth = 0;
        int at = from;
        if (data[at] != '<') {
            return at + 1;
        }
        while (true) {
            int close = indexOf(data, at, to, (byte) '>');
            if (close < 0) {
                return -1;
            }
            if (data[at + 1] == '?' || startsWith(data, at, to, streamHead)) {
                return close + 1;
            }
            depth += step(data, at, close);
            at = indexOf(data, close, to, (byte) '<');
            if (depth <= 0) {
                return close + 1;
            }
            if (at < 0) {
                return -1;
            }
        }
    }

    private static int step(byte[] data, int open, int close) {
        if (data[open + 1] == '/') {
            return -1;
        }
        return data[close - 1] == '/' ? 0 : 1;
    }

    static int indexOf(byte[] data, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean startsWith(byte[] data, int from, int to, byte[] beginning) {
        return to - from >= beginning.length
                && Arrays.mismatch(data, from, from + beginning.length, beginning, 0, beginning.length) < 0;
    }

    /** Index of the first occurrence between the indices, or -1. */
    static int find(byte[] data, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (data[i] == wanted[0] && startsWith(data, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }
}
