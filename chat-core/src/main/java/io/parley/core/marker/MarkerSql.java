package io.parley.core.marker;

import io.parley.contract.Limits;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal.Mark;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements about markers. Each is one, whatever the number of marks.
 *
 * <p>The delivered marker is never behind the read one: where {@code delivered_seq} is, it is read as {@code read_seq}, so
 * that neither an earlier version of this service nor joining a chat has to write both.
 */
final class MarkerSql {
    /** Where a member's markers are after a mark, what else is the member's own, and whether the mark moved a marker. */
    record Place(
            long chatKey,
            UUID application,
            String chat,
            String user,
            long readSeq,
            long deliveredSeq,
            @Nullable Long unreadSeq,
            boolean archived,
            ServerFrame.@Nullable Muted muted,
            boolean moved) {
        /** What is behind it counts as read. */
        long countedFrom() {
            return unreadSeq == null ? readSeq : unreadSeq - 1;
        }
    }

    /** What a member has not read, and how much of it calls the member. */
    record Counts(long unread, long mentions) {}

    /** A member's markers. */
    record Member(String user, long readSeq, long deliveredSeq) {}

    // The rows are found and locked one after the other in key order: concurrent marks wait for each other in one
    // direction
    // only. What the lock finds is the row as it is then, and the update judges by that.
    private static final String MOVE = """
            with asked as materialized (
                select c.key, t.application, t.id, t.user_id,
                       least(t.read_seq, c.last_seq) as read_seq,
                       least(greatest(t.read_seq, t.delivered_seq), c.last_seq) as delivered_seq
                  from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                       as t(application, id, user_id, read_seq, delivered_seq)
                 cross join lateral (select key, last_seq from chat
                                      where application_id = t.application and chat.id = t.id and deleted_at is null
                                      limit 1) c
                 order by c.key, t.user_id
            ), locked as materialized (
                select a.key, a.application, a.id, a.user_id, a.read_seq as new_read, a.delivered_seq as new_delivered,
                       s.read_seq, greatest(s.read_seq, s.delivered_seq) as delivered_seq, s.unread_seq, s.archived,
                       s.muted_until
                  from asked a
                 cross join lateral (select read_seq, delivered_seq, unread_seq, archived, muted_until from subscription
                                      where chat_key = a.key and user_id = a.user_id and left_at is null
                                      limit 1 for no key update) s
            ), moved as (
                update subscription s
                   set read_seq = greatest(s.read_seq, l.new_read),
                       delivered_seq = greatest(s.read_seq, s.delivered_seq, l.new_delivered),
                       unread_seq = case when s.unread_seq is null then null
                                         when l.new_read < s.unread_seq then s.unread_seq
                                         when l.new_read < s.read_seq then l.new_read + 1
                                    end
                  from locked l
                 where s.chat_key = l.key and s.user_id = l.user_id and s.left_at is null
                   and (l.new_read > l.read_seq or l.new_delivered > l.delivered_seq or l.new_read >= l.unread_seq)
                returning s.chat_key, s.user_id, s.read_seq, s.delivered_seq, s.unread_seq
            )
            select l.key, l.application, l.id, l.user_id, m.user_id is not null as moved,
                   coalesce(m.read_seq, l.read_seq) as read_seq,
                   coalesce(m.delivered_seq, l.delivered_seq) as delivered_seq,
                   case when m.user_id is null then l.unread_seq else m.unread_seq end as unread_seq,
                   l.archived, l.muted_until, now() as read_at
              from locked l
              left join moved m on m.chat_key = l.key and m.user_id = l.user_id
            """;

    private static final String UNREAD = """
            select t.ord, u.unread, u.mentions
              from unnest(?::bigint[], ?::text[], ?::bigint[]) with ordinality as t(chat_key, user_id, read_seq, ord)
             cross join lateral (%s) u
             order by t.ord
            """.formatted(Unread.counts("t.chat_key", "t.read_seq", "t.user_id"));

    // Counted no further than matters: whether a chat is large, and how many it has when it is not.
    private static final String SIZES = """
            select t.key, m.members
              from unnest(?::bigint[]) as t(key)
             cross join lateral (select count(*) as members from (
                 select from subscription s where s.chat_key = t.key and s.left_at is null limit ?) few) m
            """;

    private static final String OF_CHAT = """
            select user_id, read_seq, greatest(read_seq, delivered_seq) as delivered_seq from subscription
             where chat_key = ? and left_at is null order by user_id limit ?
            """;

    private MarkerSql() {}

    /** Moves markers forward, where they are behind; in no order. Marks of who is no member are passed over. */
    static List<Place> move(Connection connection, List<Mark> marks) throws SQLException {
        return Sql.list(
                connection,
                MOVE,
                MarkerSql::place,
                SqlArrays.array(connection, "uuid", marks, Mark::application),
                SqlArrays.texts(connection, marks, Mark::chat),
                SqlArrays.texts(connection, marks, Mark::user),
                SqlArrays.bigints(connection, marks, mark -> mark.readSeq() == null ? 0 : mark.readSeq()),
                SqlArrays.bigints(connection, marks, mark -> mark.deliveredSeq() == null ? 0 : mark.deliveredSeq()));
    }

    static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("key"),
                row.getObject("application", UUID.class),
                row.getString("id"),
                row.getString("user_id"),
                row.getLong("read_seq"),
                row.getLong("delivered_seq"),
                row.getObject("unread_seq", Long.class),
                row.getBoolean("archived"),
                Muting.read(row),
                row.getBoolean("moved"));
    }

    /** Unread messages after the read marker of each place, in that order. */
    static List<Counts> unread(Connection connection, List<Place> places) throws SQLException {
        return Sql.list(
                connection,
                UNREAD,
                row -> new Counts(row.getLong("unread"), row.getLong("mentions")),
                SqlArrays.bigints(connection, places, Place::chatKey),
                SqlArrays.texts(connection, places, Place::user),
                SqlArrays.bigints(connection, places, Place::countedFrom));
    }

    /** How many members chats have, as far as {@link Limits#NAMED_MARKERS} and one more. */
    static Map<Long, Integer> sizes(Connection connection, List<Long> chatKeys) throws SQLException {
        Map<Long, Integer> sizes = new HashMap<>();
        Sql.each(
                connection,
                SIZES,
                row -> sizes.put(row.getLong("key"), row.getInt("members")),
                SqlArrays.bigints(connection, chatKeys, key -> key),
                Limits.NAMED_MARKERS + 1);
        return sizes;
    }

    /** The members of a chat and their markers: as far as {@link Limits#NAMED_MARKERS} and one more. */
    static List<Member> ofChat(Connection connection, long chatKey) throws SQLException {
        return Sql.list(
                connection,
                OF_CHAT,
                row -> new Member(row.getString("user_id"), row.getLong("read_seq"), row.getLong("delivered_seq")),
                chatKey,
                Limits.NAMED_MARKERS + 1);
    }
}
