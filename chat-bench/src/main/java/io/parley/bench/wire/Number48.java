package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;

/** A message's number in its text: a tilde, twelve hexadecimal digits, a tilde. */
public final class Number48 {
    /** Length with both tildes. */
    public static final int LENGTH = 14;

    private static final int DIGITS = LENGTH - 2;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Number48() {}

    /** Writes it at that index. */
    public static void write(long number, byte[] into, int at) {
        into[at] = '~';
        long rest = number;
        for (int i = at + DIGITS; i > at; i--) {
            into[i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
        into[at + LENGTH - 1] = '~';
    }

    public static String text(long number) {
        byte[] text = new byte[LENGTH];
        write(number, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** The first one between the indices, or -1. */
    public static long find(byte[] data, int from, int to) {
        for (int i = from; i <= to - LENGTH; i++) {
            if (data[i] == '~' && data[i + LENGTH - 1] == '~') {
                return read(data, i + 1);
            }
        }
        return -1;
    }

    private static long read(byte[] data, int from) {
        long number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            number = number << 4 | Character.digit(data[i], 16);
        }
        return number;
    }
}
