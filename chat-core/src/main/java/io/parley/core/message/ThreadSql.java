package io.parley.core.message;

import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.event.Mentions;
import io.parley.contract.event.Message;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.MessageRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements of a batch about replies and mentions: none when there are none, and otherwise one each. */
final class ThreadSql {
    private static final String ANSWERED = """
            select t.chat_key, %1$s
              from unnest(?::bigint[], ?::bigint[]) as t(chat_key, seq)
             cross join lateral (select * from message where chat_key = t.chat_key and seq = t.seq limit 1) m
             union all
            select t.chat_key, %1$s
              from unnest(?::bigint[], ?::bigint[]) as t(chat_key, seq)
             cross join lateral (select (extras ->> 'thread')::bigint as seq from message
                                  where chat_key = t.chat_key and seq = t.seq limit 1) a
             cross join lateral (select * from message where chat_key = t.chat_key and seq = a.seq limit 1) m
            """.formatted(MessageRows.COLUMNS);

    private static final String INSERT_REPLIES = """
            insert into thread_reply (chat_key, thread, seq, counted)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[])
            """;

    // A JDBC batch: joined with an array, PostgreSQL may plan to read whole partitions.
    private static final String GROW = """
            update message
               set rev = ?, change = ?, changed_at = ?, created_rev = coalesce(created_rev, rev), replies = ?::json
             where chat_key = ? and seq = ?
            """;

    private static final String INSERT_MENTIONS = """
            insert into mention (chat_key, target, seq) select * from unnest(?::bigint[], ?::text[], ?::bigint[])
            """;

    private ThreadSql() {}

    /** The messages that commands answer, and what began their threads. */
    static Map<BatchThreads.Key, BatchThreads.Answered> answered(
            Connection connection, Map<ChatRef, LockedChat> chats, List<Command.SendMessage> commands)
            throws SQLException {
        Set<BatchThreads.Key> asked = commands.stream()
                .filter(command -> command.replyTo() != null && chats.containsKey(ChatRef.of(command)))
                .map(command -> new BatchThreads.Key(
                        Objects.requireNonNull(chats.get(ChatRef.of(command))).key(),
                        Objects.requireNonNull(command.replyTo())))
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<BatchThreads.Key, Message> messages = new HashMap<>();
        List<BatchThreads.Key> keys = List.copyOf(asked);
        Sql.each(
                connection,
                ANSWERED,
                row -> messages.put(
                        new BatchThreads.Key(row.getLong("chat_key"), row.getLong("seq")), MessageRows.read(row)),
                SqlArrays.bigints(connection, keys, BatchThreads.Key::chatKey),
                SqlArrays.bigints(connection, keys, BatchThreads.Key::seq),
                SqlArrays.bigints(connection, keys, BatchThreads.Key::chatKey),
                SqlArrays.bigints(connection, keys, BatchThreads.Key::seq));
        Map<BatchThreads.Key, BatchThreads.Answered> answered = new HashMap<>();
        for (BatchThreads.Key key : keys) {
            Message message = messages.get(key);
            if (message != null) {
                Long thread = message.thread();
                Message root = thread == null
                        ? message
                        : Objects.requireNonNull(messages.get(new BatchThreads.Key(key.chatKey(), thread)));
                answered.put(key, new BatchThreads.Answered(message, root));
            }
        }
        return answered;
    }

    static void insertReplies(Connection connection, List<BatchThreads.NewReply> rows) throws SQLException {
        if (!rows.isEmpty()) {
            Sql.update(
                    connection,
                    INSERT_REPLIES,
                    SqlArrays.bigints(connection, rows, BatchThreads.NewReply::chatKey),
                    SqlArrays.bigints(connection, rows, BatchThreads.NewReply::thread),
                    SqlArrays.bigints(connection, rows, BatchThreads.NewReply::seq),
                    SqlArrays.array(connection, "boolean", rows, BatchThreads.NewReply::counted));
        }
    }

    static void grow(Connection connection, List<BatchThreads.ChangedRoot> roots, Instant now) throws SQLException {
        if (roots.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(GROW)) {
            for (BatchThreads.ChangedRoot root : roots) {
                statement.setLong(1, root.message().rev());
                statement.setString(2, MessageChange.REPLIED.column());
                statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                statement.setString(
                        4, Json.string(Objects.requireNonNull(root.message().replies())));
                statement.setLong(5, root.chat().key());
                statement.setLong(6, root.message().seq());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void insertMentions(Connection connection, List<BatchSql.NewMessage> messages) throws SQLException {
        record Row(long chatKey, String target, long seq) {}
        List<Row> rows = new ArrayList<>();
        for (BatchSql.NewMessage row : messages) {
            Mentions mentions = row.message().mentions();
            if (mentions != null) {
                for (String target : targets(mentions)) {
                    rows.add(new Row(row.chat().key(), target, row.message().seq()));
                }
            }
        }
        if (!rows.isEmpty()) {
            Sql.update(
                    connection,
                    INSERT_MENTIONS,
                    SqlArrays.bigints(connection, rows, Row::chatKey),
                    SqlArrays.texts(connection, rows, Row::target),
                    SqlArrays.bigints(connection, rows, Row::seq));
        }
    }

    /** As {@link io.parley.core.marker.Unread} looks for them. */
    private static List<String> targets(Mentions mentions) {
        List<String> targets = new ArrayList<>();
        if (mentions.users() != null) {
            mentions.users().forEach(user -> targets.add("user:" + user));
        }
        if (mentions.roles() != null) {
            mentions.roles().forEach(role -> targets.add("role:" + role.wire()));
        }
        if (mentions.everyone() != null) {
            targets.add("everyone");
        }
        return targets;
    }
}
