package io.parley.core.sync;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.Caller;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which chats are the caller's, in the order of their keys: it does not change while one pages through them. */
final class SyncChats {
    /** A chat of the caller and where it stands. */
    record Standing(
            long key,
            String chat,
            @Nullable String title,
            @Nullable Role role,
            long lastSeq,
            long lastRev,
            long readSeq,
            long deliveredSeq,
            @Nullable Long fromSeq) {}

    /**
     * A chat that the caller named and that is not the caller's, or not any more.
     *
     * @param rev of the last event; 0 without
     * @param last the last event of the chat that the caller may know: the caller's own leaving, or the end of the chat
     */
    record Foreign(String chat, long rev, @Nullable Event last) {
        static Foreign of(String chat, @Nullable Event last) {
            return new Foreign(chat, last == null ? 0 : last.rev(), last);
        }
    }

    private static final String OF_USER = """
            select c.key, c.id, c.title, c.last_seq, c.last_rev, s.role, s.read_seq,
                   greatest(s.read_seq, s.delivered_seq) as delivered_seq, s.from_seq
              from subscription s
              join chat c on c.key = s.chat_key
             where s.user_id = ? and s.application_id = ? and s.chat_key > ? and s.left_at is null
               and c.deleted_at is null
             order by s.chat_key
             limit ?
            """;

    private static final String OF_APPLICATION = """
            select c.key, c.id, c.title, c.last_seq, c.last_rev, null as role, 0 as read_seq, 0 as delivered_seq,
                   null::bigint as from_seq
              from chat c
             where c.application_id = ? and c.key > ? and c.deleted_at is null
             order by c.key
             limit ?
            """;

    private static final String FOREIGN = """
            select n.id, s.user_id, s.rev as left_rev, s.left_at, c.properties_rev, c.deleted_at
              from unnest(?::text[]) as n(id)
              left join chat c on c.application_id = ? and c.id = n.id
              left join subscription s on s.chat_key = c.key and s.user_id = ?
             where s.user_id is null or s.left_at is not null or c.deleted_at is not null
            """;

    private static final String DELETED = """
            select n.id, c.properties_rev, c.deleted_at
              from unnest(?::text[]) as n(id)
              join chat c on c.application_id = ? and c.id = n.id
             where c.deleted_at is not null
            """;

    private static final String ONE = """
            select c.key, c.id, c.title, c.last_seq, c.last_rev, coalesce(s.read_seq, 0) as read_seq,
                   greatest(s.read_seq, s.delivered_seq, 0) as delivered_seq, s.from_seq
              from chat c
              left join subscription s on s.chat_key = c.key and s.user_id = ? and s.left_at is null
             where c.key = ?
            """;

    private SyncChats() {}

    static List<Standing> page(Connection connection, ApplicationAccess access, long afterKey, int count)
            throws SQLException {
        UUID application = access.application();
        return switch (access.caller()) {
            case Caller.User user ->
                Sql.list(connection, OF_USER, SyncChats::standing, user.id(), application, afterKey, count);
            case Caller.ApplicationCaller _ ->
                Sql.list(connection, OF_APPLICATION, SyncChats::standing, application, afterKey, count);
        };
    }

    /** Of the chats that the caller named, those that are not the caller's, or not any more. */
    static List<Foreign> foreign(Connection connection, ApplicationAccess access, Map<String, Long> known)
            throws SQLException {
        Array named = SqlArrays.texts(connection, List.copyOf(known.keySet()), id -> id);
        return switch (access.caller()) {
            case Caller.User user ->
                Sql.list(connection, FOREIGN, SyncChats::foreign, named, access.application(), user.id());
            case Caller.ApplicationCaller _ ->
                Sql.list(
                        connection,
                        DELETED,
                        row -> Foreign.of(row.getString("id"), deleted(row)),
                        named,
                        access.application());
        };
    }

    private static Foreign foreign(ResultSet row) throws SQLException {
        String chat = row.getString("id");
        String user = row.getString("user_id");
        Instant leftAt = Sql.maybeInstant(row, "left_at");
        if (user == null) {
            return Foreign.of(chat, null);
        }
        return Foreign.of(
                chat,
                leftAt == null ? deleted(row) : new Event.MemberLeft(chat, row.getLong("left_rev"), user, leftAt));
    }

    private static Event deleted(ResultSet row) throws SQLException {
        return new Event.ChatDeleted(
                row.getString("id"), row.getLong("properties_rev"), Sql.instant(row, "deleted_at"));
    }

    /** One chat, of a caller whose role is known. */
    static Standing one(Connection connection, long chatKey, String user, @Nullable Role role) throws SQLException {
        return Sql.first(connection, ONE, row -> standing(row, role), user, chatKey)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return standing(row, role == null ? null : Role.of(role));
    }

    private static Standing standing(ResultSet row, @Nullable Role role) throws SQLException {
        return new Standing(
                row.getLong("key"),
                row.getString("id"),
                row.getString("title"),
                role,
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("read_seq"),
                row.getLong("delivered_seq"),
                row.getObject("from_seq", Long.class));
    }
}
