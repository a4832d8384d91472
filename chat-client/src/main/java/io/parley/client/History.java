package io.parley.client;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a chat's history.
 *
 * @param before only messages with a smaller {@code seq}, newest first
 * @param after only messages with a greater {@code seq}, oldest first
 * @param limit messages on a page, 1 to 200; the server's default when absent
 * @param cursor {@code next} of the page before
 */
public record History(
        @Nullable Long before,
        @Nullable Long after,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** The newest messages, newest first. */
    public static History latest() {
        return new History(null, null, null, null);
    }

    /** From the message after this {@code seq} on, oldest first. */
    public static History after(long seq) {
        return new History(null, seq, null, null);
    }

    /** From the message before this {@code seq} back, newest first. */
    public static History before(long seq) {
        return new History(seq, null, null, null);
    }

    /** The same, on pages of this size. */
    public History pagesOf(int messages) {
        return new History(before, after, messages, cursor);
    }

    /** The page that a cursor leads to: it knows the direction and the bound, which are not named again. */
    public History at(String next) {
        return new History(null, null, limit, next);
    }
}
