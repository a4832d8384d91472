package io.parley.core.timeline;

import io.parley.contract.Role;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changed in chats after given revs, read from the state tables: each thing once, in its current state, at its latest
 * rev. Four statements for any number of chats. To be used inside a {@link io.parley.core.database.Snapshot}.
 */
public final class Changes {
    private static final String MESSAGES = """
            select k.chat_key, m.change, m.changed_at, %s
              from unnest(?::bigint[], ?::bigint[]) as k(chat_key, after)
             cross join lateral (
                select * from message m
                 where m.chat_key = k.chat_key
                   -- Who sees messages only from joining on need not have earlier ones looked at: they changed before, or are hidden.
                   and m.rev > greatest(k.after, (select v.joined_rev from subscription v
                                                   where v.chat_key = k.chat_key and v.user_id = ?
                                                     and v.from_seq is not null))
                   and %s
                 order by m.rev
                 limit ?) m
            """.formatted(MessageRows.COLUMNS, MessageRows.VISIBLE);

    private static final String MEMBERS = """
            select k.chat_key, s.*, u.username, u.display_name
              from unnest(?::bigint[], ?::bigint[]) as k(chat_key, after)
             cross join lateral (
                select user_id, role, rev, joined_rev, joined_seq, joined_at, left_at, from_seq from subscription s
                 where s.chat_key = k.chat_key and s.rev > k.after
                 order by s.rev
                 limit ?) s
              join directory_user u on u.id = s.user_id
            """;

    private static final String HIDDEN = """
            select k.chat_key, h.*
              from unnest(?::bigint[], ?::bigint[]) as k(chat_key, after)
             cross join lateral (
                select user_id, seq, rev, hidden_at from hidden_message h
                 where h.chat_key = k.chat_key and h.rev > k.after and (?::text is null or h.user_id = ?)
                 order by h.rev
                 limit ?) h
            """;

    private static final String CHATS = """
            select c.key, %s, c.created_at, c.deleted_at, c.properties_rev, c.last_rev
              from unnest(?::bigint[]) as k(chat_key)
              join chat c on c.key = k.chat_key
            """.formatted(ChatProperties.COLUMNS);

    private Changes() {}

    /** A chat and the rev that is known of it. */
    public record After(long chatKey, String chat, long rev) {}

    /** A change and when it was made. */
    public record Change(Event event, Instant at) {}

    /**
     * What changed in one chat.
     *
     * @param covered everything up to this rev is in {@code changes}, as far as the viewer may see it
     * @param more whether there is more after {@code covered}
     */
    public record Of(After after, long covered, boolean more, List<Change> changes) {
        public Of {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Reads changes.
     *
     * @param limit changes for each chat
     * @param viewer whose view it is; null: everything, also what only some may see
     */
    public static List<Of> read(Connection connection, List<After> chats, int limit, @Nullable String viewer)
            throws SQLException {
        Map<Long, List<Change>> found = new HashMap<>();
        Map<Long, After> asked = new HashMap<>();
        chats.forEach(after -> {
            found.put(after.chatKey(), new ArrayList<>());
            asked.put(after.chatKey(), after);
        });
        messages(connection, chats, limit, viewer, asked, found);
        hidden(connection, chats, limit, viewer, asked, found);
        members(connection, chats, limit, asked, found);
        Map<Long, Long> heads = properties(connection, chats, asked, found);
        return chats.stream()
                .map(after -> page(
                        after,
                        limit,
                        heads.getOrDefault(after.chatKey(), after.rev()),
                        found.getOrDefault(after.chatKey(), List.of())))
                .toList();
    }

    /** Each source gave at most one more than the limit, in order: so the first {@code limit} of all are the first there are. */
    private static Of page(After after, int limit, long head, List<Change> changes) {
        List<Change> sorted = changes.stream()
                .sorted(Comparator.comparingLong(change -> change.event().rev()))
                .toList();
        if (sorted.size() <= limit) {
            return new Of(after, head, false, sorted);
        }
        List<Change> first = sorted.subList(0, limit);
        return new Of(after, first.getLast().event().rev(), true, first);
    }

    private static void messages(
            Connection connection,
            List<After> chats,
            int limit,
            @Nullable String viewer,
            Map<Long, After> asked,
            Map<Long, List<Change>> found)
            throws SQLException {
        Sql.each(
                connection,
                MESSAGES,
                row -> {
                    long key = row.getLong("chat_key");
                    Change change = message(row, chat(asked, key));
                    add(found, key, change.event(), change.at());
                },
                SqlArrays.bigints(connection, chats, After::chatKey),
                SqlArrays.bigints(connection, chats, After::rev),
                viewer,
                viewer,
                viewer,
                viewer,
                viewer,
                limit + 1);
    }

    static Change message(ResultSet row, String chat) throws SQLException {
        Message message = MessageRows.read(row);
        Instant changedAt = Sql.maybeInstant(row, "changed_at");
        return new Change(
                MessageChange.of(row.getString("change")).event(chat, message),
                changedAt == null ? message.createdAt() : changedAt);
    }

    private static void hidden(
            Connection connection,
            List<After> chats,
            int limit,
            @Nullable String viewer,
            Map<Long, After> asked,
            Map<Long, List<Change>> found)
            throws SQLException {
        Sql.each(
                connection,
                HIDDEN,
                row -> {
                    long key = row.getLong("chat_key");
                    Instant at = Sql.instant(row, "hidden_at");
                    Event event = new Event.MessageHidden(
                            chat(asked, key), row.getLong("rev"), row.getString("user_id"), row.getLong("seq"), at);
                    add(found, key, event, at);
                },
                SqlArrays.bigints(connection, chats, After::chatKey),
                SqlArrays.bigints(connection, chats, After::rev),
                viewer,
                viewer,
                limit + 1);
    }

    private static void members(
            Connection connection, List<After> chats, int limit, Map<Long, After> asked, Map<Long, List<Change>> found)
            throws SQLException {
        Sql.each(
                connection,
                MEMBERS,
                row -> {
                    long key = row.getLong("chat_key");
                    Change change = member(row, chat(asked, key));
                    add(found, key, change.event(), change.at());
                },
                SqlArrays.bigints(connection, chats, After::chatKey),
                SqlArrays.bigints(connection, chats, After::rev),
                limit + 1);
    }

    private static Change member(ResultSet row, String chat) throws SQLException {
        long rev = row.getLong("rev");
        Instant joinedAt = Sql.instant(row, "joined_at");
        if (row.getObject("left_at") != null) {
            Instant leftAt = Sql.instant(row, "left_at");
            return new Change(new Event.MemberLeft(chat, rev, row.getString("user_id"), leftAt), leftAt);
        }
        Member member = new Member(
                row.getString("user_id"),
                row.getString("username"),
                row.getString("display_name"),
                Role.of(row.getString("role")),
                row.getLong("joined_seq"),
                joinedAt,
                row.getObject("from_seq", Long.class));
        Event event = row.getLong("joined_rev") == rev
                ? new Event.MemberJoined(chat, rev, member)
                : new Event.MemberChanged(chat, rev, member);
        return new Change(event, joinedAt);
    }

    /** Adds the chat's own change, and says each chat's last rev. */
    private static Map<Long, Long> properties(
            Connection connection, List<After> chats, Map<Long, After> asked, Map<Long, List<Change>> found)
            throws SQLException {
        Map<Long, Long> heads = new HashMap<>();
        Sql.each(
                connection,
                CHATS,
                row -> {
                    long key = row.getLong("key");
                    heads.put(key, row.getLong("last_rev"));
                    if (row.getLong("properties_rev")
                            > Objects.requireNonNull(asked.get(key)).rev()) {
                        Change change = properties(row, chat(asked, key));
                        add(found, key, change.event(), change.at());
                    }
                },
                SqlArrays.bigints(connection, chats, After::chatKey));
        return heads;
    }

    private static Change properties(ResultSet row, String chat) throws SQLException {
        long rev = row.getLong("properties_rev");
        Instant deletedAt = Sql.maybeInstant(row, "deleted_at");
        if (deletedAt != null) {
            return new Change(new Event.ChatDeleted(chat, rev, deletedAt), deletedAt);
        }
        ChatProperties properties = ChatProperties.read(row);
        Instant createdAt = Sql.instant(row, "created_at");
        Event event = rev == 1 ? properties.created(chat, rev, createdAt) : properties.changed(chat, rev, createdAt);
        return new Change(event, createdAt);
    }

    private static void add(Map<Long, List<Change>> found, long key, Event event, Instant at) {
        found.computeIfAbsent(key, ignored -> new ArrayList<>()).add(new Change(event, at));
    }

    private static String chat(Map<Long, After> asked, long key) {
        return Objects.requireNonNull(asked.get(key)).chat();
    }
}
