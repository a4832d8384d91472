package io.parley.client;

import org.jspecify.annotations.Nullable;

/**
 * Which of the caller's chats.
 *
 * @param unread only those with something unread
 * @param archived only archived ones; otherwise only those that are not
 * @param muted only muted ones, or only others; absent: both
 * @param limit chats on a page, 1 to 200; the server's default when absent
 * @param cursor {@code next} of the page before
 */
public record InboxQuery(
        boolean unread,
        boolean archived,
        @Nullable Boolean muted,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** Those with something unread that are not archived. */
    public static InboxQuery ofUnread() {
        return new InboxQuery(true, false, null, null, null);
    }

    /** Archived ones. */
    public static InboxQuery ofArchived() {
        return new InboxQuery(false, true, null, null, null);
    }

    /** The page that a cursor leads to. */
    public InboxQuery at(String next) {
        return new InboxQuery(unread, archived, muted, limit, next);
    }
}
