package io.parley.core.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.event.Pin;
import io.parley.contract.event.Reaction;
import io.parley.contract.event.Replies;
import io.parley.core.database.Sql;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as they stand in their table. */
public final class MessageRows {
    /** The columns that {@link #read} needs, of a message called {@code m}. */
    public static final String COLUMNS = "m.seq, m.rev, m.client_id, m.sender, m.text, m.recipients, m.metadata,"
            + " m.created_at, m.edited_at, m.deleted_at, m.reactions, m.pinned_by, m.pinned_at, m.extras, m.replies";

    /**
     * What a viewer may see, of a message called {@code m}; four parameters, all the viewer's id or all null. Where a member sees
     * messages only from joining on, it says so, too: whoever reads messages cannot forget it.
     */
    public static final String VISIBLE = """
            (?::text is null
                   or ((m.recipients is null or ? = any (m.recipients || m.sender))
                       and m.seq >= coalesce((select v.from_seq from subscription v
                                               where v.chat_key = m.chat_key and v.user_id = ?), 0)
                       and not exists (select from hidden_message h
                                        where h.chat_key = m.chat_key and h.user_id = ? and h.seq = m.seq)))""";

    private static final String CHANGE = """
            update message
               set rev = ?, change = ?, changed_at = ?, created_rev = coalesce(created_rev, rev),
                   text = ?, metadata = ?::json, edited_at = ?, deleted_at = ?, reactions = ?::json,
                   pinned_by = ?, pinned_at = ?, extras = ?::json, replies = ?::json
             where chat_key = ? and seq = ?
            """;

    private static final ObjectReader REACTIONS = Json.MAPPER.readerForListOf(Reaction.class);

    private MessageRows() {}

    public static Message read(ResultSet row) throws SQLException {
        Extras extras = Extras.read(row.getString("extras"));
        return new Message(
                row.getLong("seq"),
                row.getLong("rev"),
                row.getString("client_id"),
                row.getString("sender"),
                row.getString("text"),
                recipients(row.getArray("recipients")),
                metadata(row.getString("metadata")),
                Sql.instant(row, "created_at"),
                Sql.maybeInstant(row, "edited_at"),
                Sql.maybeInstant(row, "deleted_at"),
                reactions(row.getString("reactions")),
                pin(row),
                extras.replyTo(),
                extras.thread(),
                extras.mentions(),
                replies(row.getString("replies")),
                extras.expiresAt(),
                extras.forwarded());
    }

    /** Writes a message that was there already, as it is now, under the lock of its chat. */
    public static void change(Connection connection, long chatKey, Message message, MessageChange change, Instant at)
            throws SQLException {
        Pin pin = message.pinned();
        Sql.update(
                connection,
                CHANGE,
                message.rev(),
                change.column(),
                at,
                message.text(),
                message.metadata() == null ? null : Json.string(message.metadata()),
                message.editedAt(),
                message.deletedAt(),
                message.reactions() == null ? null : Json.string(message.reactions()),
                pin == null ? null : pin.by(),
                pin == null ? null : pin.at(),
                Extras.json(message),
                message.replies() == null ? null : Json.string(message.replies()),
                chatKey,
                message.seq());
    }

    private static @Nullable List<String> recipients(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static @Nullable ObjectNode metadata(@Nullable String json) {
        return json == null ? null : Json.read(json, ObjectNode.class);
    }

    private static @Nullable List<Reaction> reactions(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return REACTIONS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Replies replies(@Nullable String json) {
        return json == null ? null : Json.read(json, Replies.class);
    }

    private static @Nullable Pin pin(ResultSet row) throws SQLException {
        String by = row.getString("pinned_by");
        return by == null ? null : new Pin(by, Sql.instant(row, "pinned_at"));
    }
}
