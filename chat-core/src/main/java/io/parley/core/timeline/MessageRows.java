package io.parley.core.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.core.database.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as they stand in their table. */
public final class MessageRows {
    /** The columns that {@link #read} needs, of a message called {@code m}. */
    public static final String COLUMNS =
            "m.seq, m.rev, m.client_id, m.sender, m.text, m.recipients, m.metadata, m.created_at";

    /** What a viewer may see, of a message called {@code m}; three parameters, all the viewer's id or all null. */
    public static final String VISIBLE =
            "(?::text is null or m.recipients is null or m.sender = ? or ? = any (m.recipients))";

    private MessageRows() {}

    public static Message read(ResultSet row) throws SQLException {
        return new Message(
                row.getLong("seq"),
                row.getLong("rev"),
                row.getString("client_id"),
                row.getString("sender"),
                row.getString("text"),
                recipients(row.getArray("recipients")),
                metadata(row.getString("metadata")),
                Sql.instant(row, "created_at"));
    }

    private static @Nullable List<String> recipients(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static @Nullable ObjectNode metadata(@Nullable String json) {
        return json == null ? null : Json.read(json, ObjectNode.class);
    }
}
