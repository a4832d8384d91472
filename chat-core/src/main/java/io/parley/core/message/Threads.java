package io.parley.core.message;

import io.parley.contract.event.Message;
import io.parley.contract.event.Replies;
import io.parley.core.database.Sql;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.MessageRows;
import io.parley.core.timeline.TimelineTransaction;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's count counts. It is kept with the message that began the thread, where everyone who may see that reads the
 * same: so only what all of them may see is in it.
 */
final class Threads {
    private static final String ROOT =
            "select %s from message m where m.chat_key = ? and m.seq = ?".formatted(MessageRows.COLUMNS);

    private static final String UNCOUNT = """
            update thread_reply set counted = false where chat_key = ? and thread = ? and seq = ? and counted
            """;

    private static final String LAST = """
            select m.seq, m.created_at
              from thread_reply t join message m on m.chat_key = t.chat_key and m.seq = t.seq
             where t.chat_key = ? and t.thread = ? and t.counted
             order by t.seq desc limit 1
            """;

    private Threads() {}

    /** Whether everyone who may see the first message of a thread may see a reply. */
    static boolean counts(Message root, String sender, @Nullable List<String> recipients) {
        return recipients == null
                || (root.recipients() != null && audience(sender, recipients).containsAll(audience(root)));
    }

    /** Whether a reply is for nobody who may not see what it answers. */
    static boolean within(Message answered, String sender, @Nullable List<String> recipients) {
        return answered.recipients() == null
                || (recipients != null && audience(answered).containsAll(audience(sender, recipients)));
    }

    private static Set<String> audience(Message directed) {
        return audience(directed.sender(), Objects.requireNonNull(directed.recipients()));
    }

    private static Set<String> audience(String sender, List<String> recipients) {
        Set<String> audience = new HashSet<>(recipients);
        audience.add(sender);
        return audience;
    }

    /**
     * Takes a reply out of its thread's count, under the lock of its chat.
     *
     * @return the message that began the thread as it is then; null when it counts what it counted before
     */
    static @Nullable Message deleted(TimelineTransaction tx, Message reply) throws SQLException {
        Long thread = reply.thread();
        if (thread == null || Sql.update(tx.connection(), UNCOUNT, tx.chatKey(), thread, reply.seq()) == 0) {
            return null;
        }
        Message root = Sql.first(tx.connection(), ROOT, MessageRows::read, tx.chatKey(), thread)
                .orElseThrow();
        long count = Objects.requireNonNull(root.replies()).count() - 1;
        Replies left = Sql.first(
                        tx.connection(),
                        LAST,
                        row -> new Replies(count, row.getLong("seq"), Sql.instant(row, "created_at")),
                        tx.chatKey(),
                        thread)
                .orElse(null);
        long rev = tx.appendToMessage(given -> MessageChange.REPLIED.event(tx.chatId(), root.replied(given, left)));
        Message changed = root.replied(rev, left);
        MessageRows.change(tx.connection(), tx.chatKey(), changed, MessageChange.REPLIED, tx.now());
        return changed;
    }
}
