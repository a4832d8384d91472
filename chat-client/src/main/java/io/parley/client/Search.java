package io.parley.client;

import org.jspecify.annotations.Nullable;

/**
 * What to search for.
 *
 * @param text words, at most 500 characters
 * @param chat only in this chat
 * @param sender only messages of this user
 * @param limit hits on a page, 1 to 200; the server's default when absent
 * @param cursor {@code next} of the page before
 */
public record Search(
        String text,
        @Nullable String chat,
        @Nullable String sender,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** All that the caller may see. */
    public static Search text(String text) {
        return new Search(text, null, null, null, null);
    }

    /** The same, in one chat. */
    public Search inChat(String id) {
        return new Search(text, id, sender, limit, cursor);
    }

    /** The same, of one sender. */
    public Search from(String user) {
        return new Search(text, chat, user, limit, cursor);
    }

    /** The same, on pages of this size. */
    public Search pagesOf(int hits) {
        return new Search(text, chat, sender, hits, cursor);
    }

    /** The page that a cursor leads to. */
    public Search at(@Nullable String next) {
        return new Search(text, chat, sender, limit, next);
    }
}
