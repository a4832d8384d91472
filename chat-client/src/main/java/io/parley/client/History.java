package io.parley.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a chat's history.
 *
 * @param from where it begins
 * @param only what is left in
 * @param limit messages on a page, 1 to 200; the server's default when absent
 */
public record History(From from, Only only, @Nullable Integer limit) {
    /**
     * Where a page begins: one of these, or none for the newest.
     *
     * @param before only messages with a smaller {@code seq}, newest first
     * @param after only messages with a greater {@code seq}, oldest first
     * @param around this message and as many before as after it, oldest first
     * @param at only messages from this time on, oldest first
     * @param cursor {@code next} or {@code prev} of another page
     */
    public record From(
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long around,
            @Nullable Instant at,
            @Nullable String cursor) {}

    /**
     * Which messages: one of these, or neither for all.
     *
     * @param thread replies of the thread that this message began
     * @param pinned pinned ones
     */
    public record Only(@Nullable Long thread, boolean pinned) {}

    private static final Only ALL = new Only(null, false);

    /** The newest messages, newest first. */
    public static History latest() {
        return from(new From(null, null, null, null, null));
    }

    /** From the message after this {@code seq} on, oldest first. */
    public static History after(long seq) {
        return from(new From(null, seq, null, null, null));
    }

    /** From the message before this {@code seq} back, newest first. */
    public static History before(long seq) {
        return from(new From(seq, null, null, null, null));
    }

    /** The message with this {@code seq} and as many before as after it, oldest first. */
    public static History around(long seq) {
        return from(new From(null, null, seq, null, null));
    }

    /** From this time on, oldest first. */
    public static History at(Instant time) {
        return from(new From(null, null, null, time, null));
    }

    private static History from(From from) {
        return new History(from, ALL, null);
    }

    /** Of these only the replies of the thread that a message began. */
    public History thread(long seq) {
        return new History(from, new Only(seq, false), limit);
    }

    /** Of these only the pinned ones. */
    public History onlyPinned() {
        return new History(from, new Only(null, true), limit);
    }

    /** The same, on pages of this size. */
    public History pagesOf(int messages) {
        return new History(from, only, messages);
    }

    /** The page that a cursor leads to: it knows the direction and the bound, which are not named again. */
    public History at(String cursor) {
        return new History(new From(null, null, null, null, cursor), only, limit);
    }
}
