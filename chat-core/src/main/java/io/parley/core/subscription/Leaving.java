package io.parley.core.subscription;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.Event;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.database.Transaction;
import io.parley.core.timeline.EventPublisher;
import io.parley.core.timeline.PublishableChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes a user out of all chats of an application: a hundred chats in a transaction of four statements, each leaving a change
 * of its chat like any other. A chat may lose its last owner by it; the application can name another.
 */
@ApplicationScoped
public class Leaving {
    private static final int CHATS = 100;

    // In key order, as everybody locks chats.
    private static final String LOCK = """
            select key, id, last_rev, deleted_at is not null as deleted from chat
             where key = any (array(
                       select s.chat_key from subscription s
                        where s.user_id = ? and s.application_id = ? and s.left_at is null and s.chat_key > ?
                        order by s.chat_key limit ?))
             order by key
               for update
            """;

    // Judged anew under the locks: the user may have left one of them meanwhile.
    private static final String STILL_IN = """
            select t.key, t.id, t.last_rev, false as deleted
              from unnest(?::bigint[], ?::text[], ?::bigint[]) as t(key, id, last_rev)
             cross join lateral (select from subscription
                                  where chat_key = t.key and user_id = ? and left_at is null limit 1) s
             order by t.key
            """;

    private static final String LEAVE = """
            update subscription s set left_at = ?, rev = t.last_rev + 1
              from unnest(?::bigint[], ?::bigint[]) as t(key, last_rev)
             where s.chat_key = t.key and s.user_id = ?
            """;

    private static final String ADVANCE = """
            update chat c
               set last_rev = t.last_rev + 1,
                   unpublished_since = case when c.published_rev = c.last_rev then ? else c.unpublished_since end,
                   check_at = coalesce(c.check_at, ?)
              from unnest(?::bigint[], ?::bigint[]) as t(key, last_rev)
             where c.key = t.key
            """;

    private final AgroalDataSource dataSource;
    private final EventPublisher publisher;
    private final Clock clock;

    Leaving(AgroalDataSource dataSource, EventPublisher publisher, Clock clock) {
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.clock = clock;
    }

    private record Chat(long key, String id, long lastRev, boolean deleted) {}

    private record Part(List<Chat> locked, List<Chat> left, Instant at) {}

    /**
     * Takes the user out of all chats. What was committed stays when it breaks off.
     *
     * @return how many these were
     */
    public int all(UUID application, String user) {
        int left = 0;
        long after = 0;
        while (true) {
            long from = after;
            Part part = Transaction.of(dataSource, connection -> leave(connection, application, user, from));
            if (part.locked().isEmpty()) {
                return left;
            }
            publisher.publish(part.left().stream()
                    .map(chat -> change(application, user, chat, part.at()))
                    .toList());
            left += part.left().size();
            after = part.locked().getLast().key();
        }
    }

    private Part leave(Connection connection, UUID application, String user, long after) throws SQLException {
        Instant now = clock.instant();
        Sql.Row<Chat> chat = row ->
                new Chat(row.getLong("key"), row.getString("id"), row.getLong("last_rev"), row.getBoolean("deleted"));
        List<Chat> locked = Sql.list(connection, LOCK, chat, user, application, after, CHATS);
        if (locked.isEmpty()) {
            return new Part(locked, List.of(), now);
        }
        // The members of a deleted chat were told of its end, which is the last there is to know of it.
        List<Chat> live = locked.stream().filter(one -> !one.deleted()).toList();
        List<Chat> left = Sql.list(
                connection,
                STILL_IN,
                chat,
                SqlArrays.bigints(connection, live, Chat::key),
                SqlArrays.texts(connection, live, Chat::id),
                SqlArrays.bigints(connection, live, Chat::lastRev),
                user);
        var keys = SqlArrays.bigints(connection, left, Chat::key);
        var revs = SqlArrays.bigints(connection, left, Chat::lastRev);
        Sql.update(connection, LEAVE, now, keys, revs, user);
        Sql.update(connection, ADVANCE, now, now, keys, revs);
        return new Part(locked, left, now);
    }

    private static PublishableChanges change(UUID application, String user, Chat chat, Instant at) {
        long rev = chat.lastRev() + 1;
        Event left = new Event.MemberLeft(chat.id(), rev, user, at);
        EventBundle.Entry entry = EventBundle.Entry.of(Envelope.of(application, chat.lastRev(), left, at), left);
        return new PublishableChanges(chat.key(), rev, rev, List.of(entry));
    }
}
