package io.parley.core.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What messages said before they were edited. Whoever may see a message may read it; it goes with the message. */
@ApplicationScoped
class MessageVersions {
    private static final String KEEP = """
            insert into message_edit (chat_key, seq, rev, text, metadata, written_at) values (?, ?, ?, ?, ?::json, ?)
            """;

    private static final String TRIM = """
            delete from message_edit
             where chat_key = ? and seq = ? and rev <= (
                 select rev from message_edit where chat_key = ? and seq = ? order by rev desc offset ? limit 1)
            """;

    private static final String LIST = """
            select rev, text, metadata, written_at from message_edit
             where chat_key = ? and seq = ? and rev < ? order by rev desc limit ?
            """;

    private final Database database;
    private final History history;

    MessageVersions(Database database, History history) {
        this.database = database;
        this.history = history;
    }

    /** Keeps what a message says, which the next rev of this transaction replaces. */
    static void keep(TimelineTransaction tx, Message message) throws SQLException {
        long chatKey = tx.chatKey();
        long seq = message.seq();
        Sql.update(
                tx.connection(),
                KEEP,
                chatKey,
                seq,
                tx.nextRev(),
                message.text(),
                message.metadata() == null ? null : Json.string(message.metadata()),
                message.editedAt() == null ? message.createdAt() : message.editedAt());
        Sql.update(tx.connection(), TRIM, chatKey, seq, chatKey, seq, Limits.EDITS);
    }

    /** Newest first, of those that were replaced before a rev. */
    List<Messages.Version> list(ChatAccess chat, long seq, long beforeRev, int count) {
        history.bySeq(chat, seq);
        return database.list(LIST, MessageVersions::read, chat.chatKey(), seq, beforeRev, count);
    }

    private static Messages.Version read(ResultSet row) throws SQLException {
        return new Messages.Version(
                row.getString("text"),
                metadata(row.getString("metadata")),
                Sql.instant(row, "written_at"),
                row.getLong("rev"));
    }

    private static @Nullable ObjectNode metadata(@Nullable String json) {
        return json == null ? null : Json.read(json, ObjectNode.class);
    }
}
