package io.parley.core.message;

import io.parley.core.timeline.MessageRows;

/** Which messages of a chat are walked through: each by the index of its own table, joined with the messages. */
enum Source {
    ALL("message m where m.chat_key = ?", "m"),
    /** Replies of one thread: one more parameter, what began it. */
    THREAD(
            "thread_reply t join message m on m.chat_key = t.chat_key and m.seq = t.seq where t.chat_key = ? and t.thread = ?",
            "t"),
    PINNED("pin t join message m on m.chat_key = t.chat_key and m.seq = t.seq where t.chat_key = ?", "t");

    private final String up;
    private final String down;

    Source(String from, String keyed) {
        this.up = sql(from, keyed, ">", "");
        this.down = sql(from, keyed, "<", "desc");
    }

    private static String sql(String from, String keyed, String than, String order) {
        return "select %s from %s and %s.seq %s ? and %s.seq >= ? and %s order by %s.seq %s limit ?"
                .formatted(MessageRows.COLUMNS, from, keyed, than, keyed, MessageRows.VISIBLE, keyed, order);
    }

    /** Parameters: the chat's key, what the source needs, the bound (exclusive), the first that the viewer may see, the viewer three times, how many. */
    String sql(boolean upwards) {
        return upwards ? up : down;
    }
}
