package io.parley.core.http;

import io.parley.contract.error.ContractException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where a page begins: the sort key of the last item before it. Opaque to clients, and not secret: it grants nothing,
 * since every page is checked anew.
 */
public final class Cursor {
    /** After everything, for lists that begin with the latest; within what PostgreSQL and a cursor can say. */
    public static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final char SEPARATOR = '\n';
    private static final int MAX_CHARS = 1_024;

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /**
     * A cursor on the wire.
     *
     * @param list the list's name
     * @param parts the sort key; an {@link Instant} keeps its milliseconds
     */
    public static String of(String list, Object... parts) {
        StringBuilder text = new StringBuilder(list);
        for (Object part : parts) {
            text.append(SEPARATOR).append(part instanceof Instant time ? time.toEpochMilli() : part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws ContractException when it is none of this list
     */
    public static Cursor read(String list, String cursor, int parts) {
        if (cursor.length() > MAX_CHARS) {
            throw refusal();
        }
        return checked(() -> {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> read = List.of(text.split(String.valueOf(SEPARATOR), -1));
            if (read.size() != parts + 1 || !read.getFirst().equals(list)) {
                throw refusal();
            }
            return new Cursor(read.subList(1, read.size()));
        });
    }

    public long number(int part) {
        return checked(() -> Long.parseLong(parts.get(part)));
    }

    public Instant time(int part) {
        Instant time = checked(() -> Instant.ofEpochMilli(number(part)));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(END)) {
            throw refusal();
        }
        return time;
    }

    public UUID uuid(int part) {
        return checked(() -> UUID.fromString(parts.get(part)));
    }

    /** A user's id or the like: without NUL, which PostgreSQL would refuse. */
    public String text(int part) {
        String text = parts.get(part);
        if (text.indexOf(0) >= 0) {
            throw refusal();
        }
        return text;
    }

    private static <T> T checked(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refusal();
        }
    }

    private static ContractException refusal() {
        return ContractException.invalid("cursor", "cursor is not one that this list gave; begin again without it");
    }
}
