package io.parley.core.marker;

/** What unread means, as SQL, in one place. */
public final class Unread {
    private Unread() {}

    /**
     * A query of one row: {@code unread}, messages of others that the user may see and that were not deleted, after the read
     * marker; and {@code mentions}, those of them that call the user.
     *
     * @param chatKey an expression, as the others
     */
    public static String counts(String chatKey, String readSeq, String user) {
        String counted = counted(chatKey, readSeq, user);
        // Mentions are few: they are found first, and the messages looked up by them.
        return """
                select (select count(*) from message m where %4$s) as unread,
                       (select count(*) from message m
                         where %4$s
                           and m.seq = any (array(
                               select x.seq from mention x
                                where x.chat_key = %1$s and x.seq > %2$s
                                  and x.target in ('user:' || %3$s, 'everyone', 'role:' || (
                                      select s.role from subscription s
                                       where s.chat_key = %1$s and s.user_id = %3$s))))) as mentions
                """.formatted(chatKey, readSeq, user, counted);
    }

    /** A query that has a row when something is unread, with the same parameters. */
    public static String some(String chatKey, String readSeq, String user) {
        return "select from message m where " + counted(chatKey, readSeq, user);
    }

    private static String counted(String chatKey, String readSeq, String user) {
        return """
                m.chat_key = %1$s and m.seq > %2$s and m.sender <> %3$s and m.deleted_at is null
                   and (m.recipients is null or %3$s = any (m.recipients))
                   and not exists (select from hidden_message h
                                    where h.chat_key = %1$s and h.user_id = %3$s and h.seq = m.seq)""".formatted(chatKey, readSeq, user);
    }
}
