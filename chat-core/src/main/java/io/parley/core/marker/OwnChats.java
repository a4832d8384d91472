package io.parley.core.marker;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Chats;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.live.LivePublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member does to a chat for oneself only: two statements each, and all of the user's devices are told. */
@ApplicationScoped
class OwnChats {
    private static final String RETURNING = """
             where s.chat_key = ? and s.user_id = ? and s.left_at is null
            returning s.chat_key as key, ?::uuid as application, ?::text as id, s.user_id, s.read_seq,
                      greatest(s.read_seq, s.delivered_seq) as delivered_seq, s.unread_seq, s.archived, s.muted_until,
                      now() as read_at, false as moved
            """;

    // What is after the read marker is unread as it is.
    private static final String MARK_UNREAD = """
            update subscription s
               set unread_seq = case when ?::bigint <= s.read_seq then least(?::bigint, coalesce(s.unread_seq, s.read_seq))
                                     else s.unread_seq end
            """ + RETURNING;

    private static final String ARCHIVE = "update subscription s set archived = ?" + RETURNING;

    private static final String MUTE = "update subscription s set muted_until = ?::timestamptz" + RETURNING;

    private final AgroalDataSource dataSource;
    private final LivePublisher live;

    OwnChats(AgroalDataSource dataSource, LivePublisher live) {
        this.dataSource = dataSource;
        this.live = live;
    }

    /** Counts everything from a message on as unread, until it is read again; what others see of it stays. */
    Chats.ReadMarker markUnread(ChatAccess chat, String user, long seq) {
        return change(chat, user, MARK_UNREAD, seq, seq);
    }

    Chats.ReadMarker archive(ChatAccess chat, String user, boolean archived) {
        return change(chat, user, ARCHIVE, archived);
    }

    /** @param until null: not muted */
    Chats.ReadMarker mute(ChatAccess chat, String user, @Nullable Instant until) {
        return change(chat, user, MUTE, until);
    }

    private Chats.ReadMarker change(ChatAccess chat, String user, String sql, @Nullable Object... values) {
        @Nullable Object[] parameters = new @Nullable Object[values.length + 4];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = chat.chatKey();
        parameters[values.length + 1] = user;
        parameters[values.length + 2] = chat.inApplication().application();
        parameters[values.length + 3] = chat.chat();
        Markers.Own own = own(sql, parameters);
        live.publish(new Live.Inbox(chat.inApplication().application(), user, own.frame()));
        return own.standing();
    }

    private Markers.Own own(String sql, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection()) {
            MarkerSql.Place place = Sql.first(connection, sql, MarkerSql::place, parameters)
                    .orElseThrow(() -> new ContractException(
                            ErrorCode.SUBSCRIPTION_NOT_FOUND, "You are not subscribed to this chat."));
            return new Markers.Own(
                    place, MarkerSql.unread(connection, List.of(place)).getFirst());
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }
}
