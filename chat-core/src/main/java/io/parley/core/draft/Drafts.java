package io.parley.core.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Draft;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Messages;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.live.LivePublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One for each chat and user: the device that saved last is right. */
@ApplicationScoped
class Drafts {
    /** The row's place in the list, and what is in it. */
    record Listed(long chatKey, Draft draft) {}

    private static final String SAVE = """
            insert into draft (user_id, chat_key, application_id, text, reply_to, metadata, updated_at)
            values (?, ?, ?, ?, ?, ?::json, ?)
            on conflict (user_id, chat_key) do update
            set text = excluded.text, reply_to = excluded.reply_to, metadata = excluded.metadata,
                updated_at = excluded.updated_at
            """;

    private static final String REMOVE = "delete from draft where user_id = ? and chat_key = ?";

    private static final String ONE = """
            select d.chat_key, c.id as chat, d.text, d.reply_to, d.metadata, d.updated_at
              from draft d join chat c on c.key = d.chat_key
             where d.user_id = ? and d.chat_key = ?
            """;

    // Of a chat that the user is not in any more, or that was deleted, nothing is told.
    private static final String LIST = """
            select d.chat_key, c.id as chat, d.text, d.reply_to, d.metadata, d.updated_at
              from draft d
              join chat c on c.key = d.chat_key and c.deleted_at is null
              join subscription s on s.chat_key = d.chat_key and s.user_id = d.user_id and s.left_at is null
             where d.user_id = ? and d.application_id = ? and (d.updated_at, d.chat_key) < (?, ?)
             order by d.updated_at desc, d.chat_key desc
             limit ?
            """;

    private final Database database;
    private final LivePublisher live;
    private final Clock clock;

    Drafts(Database database, LivePublisher live, Clock clock) {
        this.database = database;
        this.live = live;
        this.clock = clock;
    }

    /** @param draft checked */
    Draft save(ChatAccess chat, String user, Draft draft) {
        ObjectNode metadata = draft.metadata();
        database.update(
                SAVE,
                user,
                chat.chatKey(),
                chat.inApplication().application(),
                draft.text(),
                draft.replyTo(),
                metadata == null ? null : Json.string(metadata),
                draft.updatedAt());
        tell(chat, user, draft);
        return draft;
    }

    /** As it was asked for, at this time. */
    Draft of(ChatAccess chat, Messages.SaveDraft body, String text) {
        return new Draft(chat.chat(), text, body.replyTo(), body.metadata(), clock.instant());
    }

    void remove(ChatAccess chat, String user) {
        if (database.update(REMOVE, user, chat.chatKey()) > 0) {
            tell(chat, user, null);
        }
    }

    Draft read(ChatAccess chat, String user) {
        return database.first(ONE, Drafts::listed, user, chat.chatKey())
                .orElseThrow(() -> new ContractException(ErrorCode.NOT_FOUND, "There is no draft."))
                .draft();
    }

    /** Saved last first. */
    List<Listed> list(UUID application, String user, Instant before, long beforeKey, int count) {
        return database.list(LIST, Drafts::listed, user, application, before, beforeKey, count);
    }

    private void tell(ChatAccess chat, String user, @Nullable Draft draft) {
        live.publish(new Live.DraftChanged(
                chat.inApplication().application(), user, new ServerFrame.DraftChanged(chat.chat(), draft)));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        String metadata = row.getString("metadata");
        Draft draft = new Draft(
                row.getString("chat"),
                row.getString("text"),
                row.getObject("reply_to", Long.class),
                metadata == null ? null : Json.read(metadata, ObjectNode.class),
                Sql.instant(row, "updated_at"));
        return new Listed(row.getLong("chat_key"), draft);
    }
}
