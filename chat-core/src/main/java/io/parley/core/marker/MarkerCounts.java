package io.parley.core.marker;

import io.parley.contract.frame.ServerFrame;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many members' markers have reached each of a chat's newest messages.
 *
 * <p>One pass over the chat's subscriptions by their primary key, which gives the number of members as well. An index on the
 * markers would serve it no better when a chat is busy, since everybody is near the head then; and it would make each mark
 * a write to every index of the row, which as it is happens in place (HOT).
 */
final class MarkerCounts {
    /** The newest messages that are counted. */
    static final int MESSAGES = 20;

    private static final String COUNT = """
            select c.key, c.application_id, c.id, c.last_seq, m.read_seq, m.delivered_seq, m.members
              from unnest(?::bigint[]) as t(key)
             cross join lateral (select key, application_id, id, last_seq from chat
                                 where chat.key = t.key and deleted_at is null limit 1) c
             cross join lateral (
                 select greatest(s.read_seq, c.last_seq - ?) as read_seq,
                        greatest(s.read_seq, s.delivered_seq, c.last_seq - ?) as delivered_seq,
                        count(*) as members
                   from subscription s
                  where s.chat_key = c.key and s.left_at is null
                  group by 1, 2) m
            """;

    private final UUID application;
    private final String chat;
    private final long lastSeq;
    private final List<Group> groups = new ArrayList<>();

    /** Members whose markers are at the same place, as far as the newest messages tell. */
    private record Group(long readSeq, long deliveredSeq, int members) {}

    private MarkerCounts(UUID application, String chat, long lastSeq) {
        this.application = application;
        this.chat = chat;
        this.lastSeq = lastSeq;
    }

    /** Of chats, in one statement; one that has no member, or was deleted, is left out. */
    static List<MarkerCounts> of(Connection connection, List<Long> chatKeys) throws SQLException {
        Map<Long, MarkerCounts> found = new LinkedHashMap<>();
        Sql.each(
                connection,
                COUNT,
                row -> {
                    MarkerCounts counts = found.get(row.getLong("key"));
                    if (counts == null) {
                        counts = new MarkerCounts(
                                row.getObject("application_id", UUID.class),
                                row.getString("id"),
                                row.getLong("last_seq"));
                        found.put(row.getLong("key"), counts);
                    }
                    counts.groups.add(group(row));
                },
                SqlArrays.bigints(connection, chatKeys, key -> key),
                MESSAGES,
                MESSAGES);
        return List.copyOf(found.values());
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(row.getLong("read_seq"), row.getLong("delivered_seq"), row.getInt("members"));
    }

    UUID application() {
        return application;
    }

    ServerFrame.Markers frame() {
        List<ServerFrame.MarkerCount> counts = new ArrayList<>();
        for (long seq = Math.max(1, lastSeq - MESSAGES + 1); seq <= lastSeq; seq++) {
            counts.add(count(seq));
        }
        int members = groups.stream().mapToInt(Group::members).sum();
        return new ServerFrame.Markers(chat, members, null, counts);
    }

    private ServerFrame.MarkerCount count(long seq) {
        int read = 0;
        int delivered = 0;
        for (Group group : groups) {
            read += group.readSeq() >= seq ? group.members() : 0;
            delivered += group.deliveredSeq() >= seq ? group.members() : 0;
        }
        return new ServerFrame.MarkerCount(seq, read, delivered);
    }
}
