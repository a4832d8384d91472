package io.parley.core.chat;

import io.parley.contract.rest.Chats;
import io.parley.core.database.Sql;
import io.parley.core.timeline.ChatProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A chat as it lies in its row.
 *
 * @param key the row's key
 * @param activeAt its place in lists
 */
public record ChatRow(long key, Instant activeAt, ChatProperties properties, Chats.Chat chat) {
    /** What {@link #read} needs, of the table {@code chat c}. */
    public static final String COLUMNS =
            "c.key, c.application_id, c.id, c.last_seq, c.last_rev, c.created_at, c.active_at, "
                    + ChatProperties.COLUMNS;

    /** Reads {@link #COLUMNS}. */
    public static ChatRow read(ResultSet row) throws SQLException {
        ChatProperties properties = ChatProperties.read(row);
        Chats.Chat chat = of(
                properties,
                row.getObject("application_id", UUID.class),
                row.getString("id"),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                Sql.instant(row, "created_at"));
        return new ChatRow(row.getLong("key"), Sql.instant(row, "active_at"), properties, chat);
    }

    /** A chat with properties, as it goes out. */
    public static Chats.Chat of(
            ChatProperties properties, UUID application, String id, long lastSeq, long rev, Instant createdAt) {
        return new Chats.Chat(
                application,
                id,
                properties.title(),
                lastSeq,
                rev,
                createdAt,
                properties.slowModeSeconds(),
                properties.about(),
                properties.directOrNull(),
                properties.settingsOrNull());
    }
}
