package io.parley.core.marker;

/** What unread means, as SQL, in one place. */
public final class Unread {
    /**
     * Counts messages of others that the user may see and that were not deleted, after the read marker: of the chat in {@code %s} and after the seq
     * in {@code %s}. Two parameters, both the user's id.
     */
    public static final String COUNT = """
            select count(*) as unread from message m
             where m.chat_key = %s and m.seq > %s and m.sender <> ? and m.deleted_at is null
               and (m.recipients is null or ? = any (m.recipients))
            """;

    private Unread() {}
}
