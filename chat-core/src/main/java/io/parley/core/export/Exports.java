package io.parley.core.export;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.rest.Export;
import io.parley.core.database.Snapshot;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.timeline.MessageRows;
import io.parley.core.timeline.PublishedChanges;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads what is exported: each question is one statement, whatever it asks for. */
@Singleton
class Exports {
    private static final String CHATS = """
            select key, application_id, id, last_seq, deleted_at is not null as deleted
              from chat where key > ? order by key limit ?
            """;

    /** Four parameters. */
    private static final String RANGES = """
            from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[]) with ordinality
                   as k(application, chat, first, last, ord)
            """;

    private static final String CHAT =
            "chat c on c.application_id = k.application and c.id = k.chat and c.deleted_at is null";

    private static final String MESSAGES = """
            select k.application, k.chat, m.change, m.changed_at, %s
              %s
              join %s
              join message m on m.chat_key = c.key and m.seq between k.first and k.last
             order by k.ord, m.seq
            """.formatted(MessageRows.COLUMNS, RANGES, CHAT);

    private static final String DIGESTS = """
            select d.*
              %s
              left join %s
             cross join lateral (
                select count(*) as messages,
                       coalesce(sum((m.seq %% %d * %d %% %d + m.rev %% %d * %d %% %d) %% %d), 0) as check_sum
                  from message m
                 where m.chat_key = c.key and m.seq between k.first and k.last) d
             order by k.ord
            """.formatted(
                    RANGES,
                    CHAT,
                    Export.CHECK_MODULUS,
                    Export.CHECK_SEQ,
                    Export.CHECK_MODULUS,
                    Export.CHECK_MODULUS,
                    Export.CHECK_REV,
                    Export.CHECK_MODULUS,
                    Export.CHECK_MODULUS);

    private static final String USERS = """
            select distinct user_id, application_id from subscription
             where (user_id, application_id) > (?, ?::uuid)
             order by user_id, application_id limit ?
            """;

    /** Nobody is in a deleted chat, since the rev of its end. */
    private static final String MEMBERSHIPS = """
            select k.ord - 1 as position, c.key, c.id, s.from_seq,
                   case when c.deleted_at is null or s.left_at is not null then s.rev else c.properties_rev end as rev,
                   s.left_at is null and c.deleted_at is null as member
              from unnest(?::uuid[], ?::text[]) with ordinality as k(application, user_id, ord)
             cross join lateral (
                select s.chat_key, s.rev, s.left_at, s.from_seq from subscription s
                 where s.user_id = k.user_id and s.application_id = k.application
                   and s.chat_key > case when k.ord = ? then ? else 0 end
                 order by s.chat_key limit ?) s
              join chat c on c.key = s.chat_key
             where k.ord >= ?
             order by k.ord, s.chat_key limit ?
            """;

    private static final UUID LEAST = new UUID(0, 0);

    private final AgroalDataSource dataSource;

    Exports(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<Export.StoredChat> chats(Export.StoredChatsRequest request) {
        return Snapshot.of(
                dataSource,
                connection -> Sql.list(
                        connection,
                        CHATS,
                        row -> new Export.StoredChat(
                                row.getLong("key"),
                                row.getObject("application_id", UUID.class),
                                row.getString("id"),
                                row.getLong("last_seq"),
                                row.getBoolean("deleted")),
                        request.after(),
                        request.limit()));
    }

    List<EventBundle.Entry> messages(List<Export.Range> ranges) {
        return Snapshot.of(
                dataSource,
                connection -> Sql.list(
                        connection,
                        MESSAGES,
                        row -> PublishedChanges.entry(
                                row.getObject("application", UUID.class), row.getString("chat"), row),
                        of(connection, ranges)));
    }

    List<Export.Digest> digests(List<Export.Range> ranges) {
        return Snapshot.of(
                dataSource,
                connection -> Sql.list(
                        connection,
                        DIGESTS,
                        row -> new Export.Digest(row.getLong("messages"), row.getLong("check_sum")),
                        of(connection, ranges)));
    }

    private static Object[] of(Connection connection, List<Export.Range> ranges) throws SQLException {
        return new Object[] {
            SqlArrays.array(connection, "uuid", ranges, Export.Range::application),
            SqlArrays.texts(connection, ranges, Export.Range::chat),
            SqlArrays.bigints(connection, ranges, Export.Range::from),
            SqlArrays.bigints(connection, ranges, Export.Range::to)
        };
    }

    List<Export.User> users(Export.UsersRequest request) {
        Export.User after = request.after();
        return Snapshot.of(
                dataSource,
                connection -> Sql.list(
                        connection,
                        USERS,
                        row -> new Export.User(row.getObject("application_id", UUID.class), row.getString("user_id")),
                        after == null ? "" : after.user(),
                        after == null ? LEAST : after.application(),
                        request.limit()));
    }

    List<Export.Membership> memberships(Export.MembershipsRequest request) {
        return Snapshot.of(
                dataSource,
                connection -> Sql.list(
                        connection,
                        MEMBERSHIPS,
                        row -> new Export.Membership(
                                row.getInt("position"),
                                row.getLong("key"),
                                row.getString("id"),
                                row.getLong("rev"),
                                row.getBoolean("member"),
                                row.getObject("from_seq", Long.class)),
                        SqlArrays.array(connection, "uuid", request.users(), Export.User::application),
                        SqlArrays.texts(connection, request.users(), Export.User::user),
                        request.first() + 1,
                        request.after(),
                        Export.MAX_MEMBERSHIPS,
                        request.first() + 1,
                        Export.MAX_MEMBERSHIPS));
    }
}
