package io.parley.tests.support;

import io.parley.contract.event.Message;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What PostgreSQL holds, read only: the truth that everything else is compared with. */
public record Database(String url, String user, String password) {
    /** A chat's row. */
    public record Chat(long key, String id, long lastSeq, long lastRev, long publishedRev, long propertiesRev) {}

    /** A subscription's row. */
    public record Subscription(String user, long rev, boolean left) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public List<Chat> chats(UUID application) {
        return query(
                """
                select key, id, last_seq, last_rev, published_rev, properties_rev
                  from chat where application_id = ? order by id
                """,
                row -> new Chat(
                        row.getLong("key"),
                        row.getString("id"),
                        row.getLong("last_seq"),
                        row.getLong("last_rev"),
                        row.getLong("published_rev"),
                        row.getLong("properties_rev")),
                application);
    }

    public Chat chat(UUID application, String id) {
        return chats(application).stream()
                .filter(chat -> chat.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public List<Subscription> subscriptions(Chat chat) {
        return query(
                "select user_id, rev, left_at is not null as gone from subscription where chat_key = ? order by rev",
                row -> new Subscription(row.getString("user_id"), row.getLong("rev"), row.getBoolean("gone")),
                chat.key());
    }

    /** All messages of a chat, in the order of their numbers. */
    public List<Message> messages(Chat chat) {
        return query(
                """
                select seq, rev, client_id, sender, text, recipients, created_at
                  from message where chat_key = ? order by seq
                """,
                row -> new Message(
                        row.getLong("seq"),
                        row.getLong("rev"),
                        row.getString("client_id"),
                        row.getString("sender"),
                        row.getString("text"),
                        strings(row.getArray("recipients")),
                        null,
                        row.getTimestamp("created_at").toInstant()),
                chat.key());
    }

    private static List<String> strings(Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private <T> List<T> query(String sql, Reader<T> reader, Object parameter) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setReadOnly(true);
            statement.setObject(1, parameter);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL cannot be read", e);
        }
    }
}
