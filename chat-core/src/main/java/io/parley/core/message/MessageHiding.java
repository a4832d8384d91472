package io.parley.core.message;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Deletes messages for one user only. That is a change of the chat with a rev of its own, of which only this user hears: so the
 * user's other devices learn of it by the same cursor as of everything else.
 */
@ApplicationScoped
class MessageHiding {
    private static final String HIDDEN = """
            select count(*) as hidden, count(*) filter (where seq = ?) as this from hidden_message
             where chat_key = ? and user_id = ?
            """;

    private static final String HIDE =
            "insert into hidden_message (chat_key, user_id, seq, rev, hidden_at) values (?, ?, ?, ?, ?)";

    private final Timeline timeline;

    MessageHiding(Timeline timeline) {
        this.timeline = timeline;
    }

    private record Hidden(long count, boolean alsoThis) {}

    /** Hides a message that the user may see; one that is hidden already stays so. */
    void hide(ChatAccess access, String user, long seq) {
        timeline.write(access.inApplication().application(), access.chat(), tx -> {
            Hidden hidden = Sql.first(
                            tx.connection(),
                            HIDDEN,
                            row -> new Hidden(row.getLong("hidden"), row.getLong("this") > 0),
                            seq,
                            tx.chatKey(),
                            user)
                    .orElseThrow();
            if (!hidden.alsoThis()) {
                LockedMessage.read(tx, access, seq);
                requireRoom(hidden);
                store(tx, user, seq);
            }
            return seq;
        });
    }

    private static void requireRoom(Hidden hidden) {
        if (hidden.count() >= Limits.HIDDEN_MESSAGES) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED,
                    "You have deleted %d messages of this chat for yourself, as many as one may"
                            .formatted(Limits.HIDDEN_MESSAGES));
        }
    }

    private static void store(TimelineTransaction tx, String user, long seq) throws SQLException {
        long rev = tx.append(next -> new Event.MessageHidden(tx.chatId(), next, user, seq, tx.now()));
        Sql.update(tx.connection(), HIDE, tx.chatKey(), user, seq, rev, tx.now());
    }
}
