package io.parley.core.chat;

import io.parley.contract.rest.Chats;
import io.parley.core.database.Sql;
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
public record ChatRow(long key, Instant activeAt, Chats.Chat chat) {
    /** What {@link #read} needs, of the table {@code chat c}. */
    public static final String COLUMNS =
            "c.key, c.application_id, c.id, c.title, c.last_seq, c.last_rev, c.created_at, c.active_at,"
                    + " c.slow_mode_seconds";

    /** Reads {@link #COLUMNS}. */
    public static ChatRow read(ResultSet row) throws SQLException {
        return new ChatRow(
                row.getLong("key"),
                Sql.instant(row, "active_at"),
                new Chats.Chat(
                        row.getObject("application_id", UUID.class),
                        row.getString("id"),
                        row.getString("title"),
                        row.getLong("last_seq"),
                        row.getLong("last_rev"),
                        Sql.instant(row, "created_at"),
                        row.getObject("slow_mode_seconds", Integer.class)));
    }
}
