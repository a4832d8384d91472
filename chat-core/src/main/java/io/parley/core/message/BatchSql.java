package io.parley.core.message;

import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.broker.Command;
import io.parley.contract.event.Message;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.identity.Ban;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.Extras;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a batch. Each is one, whatever the batch's size: rows go in as arrays and are unnested.
 *
 * <p>Look-ups are lateral with a limit, so that PostgreSQL looks each row up by its index. Left to itself it plans for tables
 * as they were when the statement was first used, and then reads the whole of those that were empty.
 */
final class BatchSql {
    /**
     * @param applicationExists whether there is such an application
     * @param admitted whether the sender is part of it, or it takes everyone
     * @param chatExists whether the chat was there when the batch began
     * @param ban when the sender may not be in the application
     */
    record Standing(
            boolean applicationExists,
            boolean admitted,
            boolean chatExists,
            @Nullable Ban ban) {}

    /** A message that is stored already. */
    record StoredMessage(long seq, long rev, Instant createdAt, byte[] contentHash) {}

    /** What makes a message the same. */
    record MessageKey(long chatKey, String sender, String clientId) {}

    record NewSubscription(LockedChat chat, String user, Role role, long rev, long joinedSeq) {}

    record NewMessage(LockedChat chat, Message message, byte[] contentHash) {}

    private static final String STANDINGS = """
            select c.ord, a.id is not null as application_exists,
                   coalesce(a.access = 'open' or a.owner_id = c.sender or m.user_id is not null
                            or c.sender = 'application:' || a.id, false) as admitted,
                   ch.key is not null as chat_exists,
                   b.user_id is not null as banned, b.reason as ban_reason, b.until as ban_until
              from unnest(?::uuid[], ?::text[], ?::text[]) with ordinality as c(application, chat, sender, ord)
              left join lateral (select id, access, owner_id from application where id = c.application limit 1) a on true
              left join lateral (select user_id from application_member
                                  where application_id = c.application and user_id = c.sender limit 1) m on true
              left join lateral (select key from chat
                                  where application_id = c.application and id = c.chat limit 1) ch on true
              left join lateral (select user_id, reason, until from application_ban
                                  where application_id = c.application and user_id = c.sender
                                    and (until is null or until > ?) limit 1) b on true
             order by c.ord
            """;

    private static final String CREATE_CHATS = """
            insert into chat (application_id, id, created_at, active_at, unpublished_since, check_at, implicit)
            select application, id, ?, ?, ?, ?, true
              from unnest(?::uuid[], ?::text[]) with ordinality as t(application, id, ord)
             order by ord
            on conflict (application_id, id) do nothing
            returning application_id, id
            """;

    // Sorted before locking: two batches that share chats wait for each other in one direction only.
    private static final String LOCK_CHATS = """
            select key, application_id, id, last_seq, last_rev, changed_rev, created_at, implicit, slow_mode_seconds,
                   settings
              from chat
             where key = any (array(
                       select ch.key
                         from unnest(?::uuid[], ?::text[]) as t(application, id)
                        cross join lateral (select key from chat
                                             where application_id = t.application and id = t.id limit 1) ch))
               and deleted_at is null
             order by key
               for update
            """;

    private static final String SUBSCRIPTIONS = """
            select t.chat_key, t.user_id, s.role, s.has_left, s.last_sent_at, s.from_seq
              from unnest(?::bigint[], ?::text[]) as t(chat_key, user_id)
             cross join lateral (select role, left_at is not null as has_left, last_sent_at, from_seq from subscription
                                  where chat_key = t.chat_key and user_id = t.user_id limit 1) s
            """;

    private static final String STORED = """
            select t.chat_key, t.sender, t.client_id, m.seq, coalesce(m.created_rev, m.rev) as rev, m.created_at, m.content_hash
              from unnest(?::bigint[], ?::text[], ?::text[]) as t(chat_key, sender, client_id)
             cross join lateral (select seq, rev, created_rev, created_at, content_hash from message
                                  where chat_key = t.chat_key and sender = t.sender and client_id = t.client_id
                                  limit 1) m
            """;

    private static final String NAMES = """
            select id, username, display_name from directory_user where id = any (?)
            """;

    private static final String ENSURE_USERS = """
            insert into directory_user (id, updated_at)
            select id, ? from unnest(?::text[]) with ordinality as t(id, ord) order by ord
            on conflict (id) do nothing
            """;

    private static final String ADMIT = """
            insert into application_member (application_id, user_id, joined_at)
            select application, user_id, ?
              from unnest(?::uuid[], ?::text[]) with ordinality as t(application, user_id, ord)
             order by ord
            on conflict do nothing
            """;

    private static final String SUBSCRIBE = """
            insert into subscription (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, read_seq, joined_at)
            select chat_key, user_id, application, role, rev, rev, joined_seq, joined_seq, ?
              from unnest(?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[])
                   as t(chat_key, user_id, application, role, rev, joined_seq)
            """;

    // An array of arrays must be rectangular in SQL; so each message's recipients come as the text of an array.
    private static final String INSERT_MESSAGES = """
            insert into message (chat_key, seq, rev, sender, client_id, text, recipients, metadata, extras,
                                 content_hash, created_at)
            select chat_key, seq, rev, sender, client_id, text, recipients::text[], metadata::json, extras::json,
                   content_hash, ?
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::bytea[])
                   as t(chat_key, seq, rev, sender, client_id, text, recipients, metadata, extras, content_hash)
            """;

    private static final String NOTE_SENDERS = """
            update subscription s set last_sent_at = ?
              from unnest(?::bigint[], ?::text[]) as t(chat_key, user_id)
             where s.chat_key = t.chat_key and s.user_id = t.user_id
            """;

    // No column that an index names may change here for a chat that is busy already: see V2.
    private static final String ADVANCE_CHATS = """
            update chat c
               set last_seq = t.last_seq,
                   last_rev = t.last_rev,
                   changed_rev = t.changed_rev,
                   active_at = ?,
                   unpublished_since = case when c.published_rev = c.last_rev then ? else c.unpublished_since end,
                   check_at = coalesce(c.check_at, ?)
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                   as t(key, last_seq, last_rev, changed_rev)
             where c.key = t.key
            """;

    private final Connection connection;
    private final Instant now;

    BatchSql(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** In the order of the commands. */
    List<Standing> standings(List<Command.SendMessage> commands) throws SQLException {
        return Sql.list(
                connection,
                STANDINGS,
                row -> new Standing(
                        row.getBoolean("application_exists"),
                        row.getBoolean("admitted"),
                        row.getBoolean("chat_exists"),
                        Ban.read(row)),
                SqlArrays.array(connection, "uuid", commands, Command.SendMessage::application),
                SqlArrays.texts(connection, commands, Command.SendMessage::chat),
                SqlArrays.texts(connection, commands, Command.SendMessage::sender),
                now);
    }

    /** Creates those that are not there, and says which these were: another process may have been quicker. */
    Set<ChatRef> createChats(Collection<ChatRef> missing) throws SQLException {
        List<ChatRef> sorted = missing.stream().sorted(ChatRef.ORDER).toList();
        return new HashSet<>(Sql.list(
                connection,
                CREATE_CHATS,
                row -> new ChatRef(row.getObject(1, UUID.class), row.getString(2)),
                now,
                now,
                now,
                now,
                SqlArrays.array(connection, "uuid", sorted, ChatRef::application),
                SqlArrays.texts(connection, sorted, ChatRef::chat)));
    }

    Map<ChatRef, LockedChat> lockChats(List<ChatRef> refs, Set<ChatRef> createdHere) throws SQLException {
        Map<ChatRef, LockedChat> locked = new HashMap<>();
        Sql.each(
                connection,
                LOCK_CHATS,
                row -> {
                    ChatRef ref = new ChatRef(row.getObject("application_id", UUID.class), row.getString("id"));
                    LockedChat.Row state = new LockedChat.Row(
                            row.getLong("key"),
                            row.getLong("last_seq"),
                            row.getLong("last_rev"),
                            row.getLong("changed_rev"),
                            Sql.instant(row, "created_at"),
                            row.getBoolean("implicit"),
                            row.getInt("slow_mode_seconds"),
                            ChatProperties.settings(row.getString("settings")));
                    locked.put(ref, new LockedChat(ref, state, createdHere.contains(ref)));
                },
                SqlArrays.array(connection, "uuid", refs, ChatRef::application),
                SqlArrays.texts(connection, refs, ChatRef::chat));
        return locked;
    }

    /** Notes on each chat the standing of senders and recipients. */
    void readSubscriptions(Map<ChatRef, LockedChat> chats, List<Command.SendMessage> commands) throws SQLException {
        record Pair(LockedChat chat, String user) {}
        Set<Pair> pairs = new HashSet<>();
        for (Command.SendMessage command : commands) {
            LockedChat chat = chats.get(ChatRef.of(command));
            if (chat != null) {
                pairs.add(new Pair(chat, command.sender()));
                if (command.recipients() != null) {
                    command.recipients().forEach(user -> pairs.add(new Pair(chat, user)));
                }
            }
        }
        Map<Long, LockedChat> byKey = new HashMap<>();
        chats.values().forEach(chat -> byKey.put(chat.key(), chat));
        List<Pair> rows = List.copyOf(pairs);
        Sql.each(
                connection,
                SUBSCRIPTIONS,
                row -> {
                    LockedChat chat = Objects.requireNonNull(byKey.get(row.getLong("chat_key")));
                    String user = row.getString("user_id");
                    chat.subscribed(user, Role.of(row.getString("role")), row.getBoolean("has_left"));
                    chat.seesFrom(user, row.getLong("from_seq"));
                    chat.slowMode().sentBefore(user, Sql.maybeInstant(row, "last_sent_at"));
                },
                SqlArrays.bigints(connection, rows, pair -> pair.chat().key()),
                SqlArrays.texts(connection, rows, Pair::user));
    }

    /** Those of the commands that are stored already. */
    Map<MessageKey, StoredMessage> stored(Map<ChatRef, LockedChat> chats, List<Command.SendMessage> commands)
            throws SQLException {
        List<MessageKey> keys = new ArrayList<>();
        for (Command.SendMessage command : commands) {
            LockedChat chat = chats.get(ChatRef.of(command));
            if (chat != null) {
                keys.add(new MessageKey(chat.key(), command.sender(), command.clientId()));
            }
        }
        Map<MessageKey, StoredMessage> stored = new HashMap<>();
        Sql.each(
                connection,
                STORED,
                row -> stored.put(
                        new MessageKey(row.getLong("chat_key"), row.getString("sender"), row.getString("client_id")),
                        new StoredMessage(
                                row.getLong("seq"),
                                row.getLong("rev"),
                                Sql.instant(row, "created_at"),
                                row.getBytes("content_hash"))),
                SqlArrays.bigints(connection, keys, MessageKey::chatKey),
                SqlArrays.texts(connection, keys, MessageKey::sender),
                SqlArrays.texts(connection, keys, MessageKey::clientId));
        return stored;
    }

    /** The messages that commands answer. */
    Map<BatchThreads.Key, BatchThreads.Answered> answered(
            Map<ChatRef, LockedChat> chats, List<Command.SendMessage> commands) throws SQLException {
        return ThreadSql.answered(connection, chats, commands);
    }

    void writeThreads(BatchThreads threads) throws SQLException {
        ThreadSql.insertReplies(connection, threads.replies());
        ThreadSql.grow(connection, threads.changed(now), now);
    }

    Map<String, BatchPlan.Names> names(Set<String> users) throws SQLException {
        Map<String, BatchPlan.Names> names = new HashMap<>();
        Sql.each(
                connection,
                NAMES,
                row -> names.put(
                        row.getString("id"),
                        new BatchPlan.Names(row.getString("username"), row.getString("display_name"))),
                SqlArrays.texts(connection, List.copyOf(users), user -> user));
        return names;
    }

    void subscribe(List<NewSubscription> rows) throws SQLException {
        List<String> users =
                rows.stream().map(NewSubscription::user).distinct().sorted().toList();
        Sql.update(connection, ENSURE_USERS, now, SqlArrays.texts(connection, users, user -> user));
        List<NewSubscription> sorted = rows.stream()
                .sorted(Comparator.comparing((NewSubscription row) ->
                                row.chat().ref().application().toString())
                        .thenComparing(NewSubscription::user))
                .toList();
        Sql.update(
                connection,
                ADMIT,
                now,
                SqlArrays.array(
                        connection, "uuid", sorted, row -> row.chat().ref().application()),
                SqlArrays.texts(connection, sorted, NewSubscription::user));
        Sql.update(
                connection,
                SUBSCRIBE,
                now,
                SqlArrays.bigints(connection, sorted, row -> row.chat().key()),
                SqlArrays.texts(connection, sorted, NewSubscription::user),
                SqlArrays.array(
                        connection, "uuid", sorted, row -> row.chat().ref().application()),
                SqlArrays.texts(connection, sorted, row -> row.role().wire()),
                SqlArrays.bigints(connection, sorted, NewSubscription::rev),
                SqlArrays.bigints(connection, sorted, NewSubscription::joinedSeq));
    }

    void insertMessages(List<NewMessage> rows) throws SQLException {
        Sql.update(
                connection,
                INSERT_MESSAGES,
                now,
                SqlArrays.bigints(connection, rows, row -> row.chat().key()),
                SqlArrays.bigints(connection, rows, row -> row.message().seq()),
                SqlArrays.bigints(connection, rows, row -> row.message().rev()),
                SqlArrays.texts(connection, rows, row -> row.message().sender()),
                SqlArrays.texts(connection, rows, row -> row.message().clientId()),
                SqlArrays.texts(connection, rows, row -> row.message().text()),
                SqlArrays.texts(connection, rows, row -> arrayText(row.message().recipients())),
                SqlArrays.texts(connection, rows, row -> jsonText(row.message().metadata())),
                SqlArrays.texts(connection, rows, row -> Extras.json(row.message())),
                SqlArrays.bytes(connection, rows, NewMessage::contentHash));
        ThreadSql.insertMentions(connection, rows);
        ExpirySql.insert(connection, rows);
    }

    /** Remembers who has sent, in chats in slow mode. */
    void noteSenders(List<LockedChat> chats) throws SQLException {
        record Sender(long chatKey, String user) {}
        List<Sender> senders = chats.stream()
                .flatMap(chat -> chat.slowMode().senders().stream().map(user -> new Sender(chat.key(), user)))
                .toList();
        if (!senders.isEmpty()) {
            Sql.update(
                    connection,
                    NOTE_SENDERS,
                    now,
                    SqlArrays.bigints(connection, senders, Sender::chatKey),
                    SqlArrays.texts(connection, senders, Sender::user));
        }
    }

    void advance(List<LockedChat> chats) throws SQLException {
        Sql.update(
                connection,
                ADVANCE_CHATS,
                now,
                now,
                now,
                SqlArrays.bigints(connection, chats, LockedChat::key),
                SqlArrays.bigints(connection, chats, LockedChat::lastSeq),
                SqlArrays.bigints(connection, chats, LockedChat::lastRev),
                SqlArrays.bigints(connection, chats, LockedChat::changedRev));
    }

    private static @Nullable String arrayText(@Nullable List<String> values) {
        if (values == null) {
            return null;
        }
        StringBuilder text = new StringBuilder("{");
        for (String value : values) {
            text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static @Nullable String jsonText(@Nullable Object json) {
        return json == null ? null : Json.string(json);
    }
}
