package io.parley.core.inbox;

import io.parley.contract.Role;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.chat.ChatRow;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.marker.Muting;
import io.parley.core.marker.Unread;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.MessageRows;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's chats by last activity, with the last message that the user may see and the exact count of unread ones. */
@Singleton
class Inbox {
    private static final String NAME = "inbox";

    /** One statement for the page: the chats are chosen first, so that messages are looked at only for these. */
    private static final String SELECT = """
            with page as materialized (
                select c.key, c.id as chat_id, c.title as chat_title, c.last_seq, c.last_rev,
                       c.slow_mode_seconds, c.about, c.direct, c.settings, c.created_at as chat_created_at, c.active_at, s.role, s.read_seq, s.user_id,
                       s.unread_seq, s.archived, s.muted_until, coalesce(s.from_seq, 0) as from_seq, coalesce(s.unread_seq - 1, s.read_seq) as counted_from
                  from subscription s join chat c on c.key = s.chat_key
                 where s.user_id = ? and s.application_id = ? and s.left_at is null
                   and c.deleted_at is null and (c.active_at, c.key) < (?, ?)
                   and %s
                 order by c.active_at desc, c.key desc
                 limit ?)
            select c.*, now() as read_at, u.unread, u.mentions as mentions_count, m.*
              from page c
             cross join lateral (%s) u
              left join lateral (
                select %s from message m where m.chat_key = c.key and m.seq >= c.from_seq and %s order by m.seq desc limit 1) m on true
             order by c.active_at desc, c.key desc
            """.formatted(
                    InboxFilter.SQL,
                    Unread.counts("c.key", "c.counted_from", "c.user_id"),
                    MessageRows.COLUMNS,
                    MessageRows.VISIBLE);

    private static final String TOTALS =
            """
            with mine as materialized (
                select c.key, s.user_id, coalesce(s.unread_seq - 1, s.read_seq) as counted_from
                  from subscription s join chat c on c.key = s.chat_key
                 where s.user_id = ? and s.application_id = ? and s.left_at is null and c.deleted_at is null
                   and c.last_seq > coalesce(s.unread_seq - 1, s.read_seq)
                   and %s)
            select count(*) filter (where u.unread > 0) as chats, coalesce(sum(u.unread), 0) as unread,
                   coalesce(sum(u.mentions), 0) as mentions
              from mine c cross join lateral (%s) u
            """.formatted(InboxFilter.OWN, Unread.counts("c.key", "c.counted_from", "c.user_id"));

    private final Database database;

    @Inject
    Inbox(Database database) {
        this.database = database;
    }

    private record Entry(long key, Instant activeAt, Chats.InboxEntry entry) {}

    Page<Chats.InboxEntry> of(UUID application, String user, InboxFilter filter, PageParameters page) {
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        Instant before = cursor.map(at -> at.time(0)).orElse(Cursor.END);
        long beforeKey = cursor.map(at -> at.number(1)).orElse(Long.MAX_VALUE);
        List<Entry> entries = database.list(
                SELECT,
                row -> read(row, application),
                user,
                application,
                before,
                beforeKey,
                filter.archived(),
                filter.muted(),
                filter.muted(),
                filter.unread(),
                page.fetch(),
                user,
                user,
                user,
                user);
        Page<Entry> found = page.page(entries, last -> Cursor.of(NAME, last.activeAt(), last.key()));
        return new Page<>(found.items().stream().map(Entry::entry).toList(), found.next());
    }

    /** What is unread in all chats that pass a filter, in one statement: of those only where there may be something. */
    Chats.Totals totals(UUID application, String user, InboxFilter filter) {
        return database.first(
                        TOTALS,
                        row -> new Chats.Totals(row.getLong("chats"), row.getLong("unread"), row.getLong("mentions")),
                        user,
                        application,
                        filter.archived(),
                        filter.muted(),
                        filter.muted())
                .orElseThrow();
    }

    private static Entry read(ResultSet row, UUID application) throws SQLException {
        Chats.Chat chat = ChatRow.of(
                ChatProperties.read(row, "chat_title"),
                application,
                row.getString("chat_id"),
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                Sql.instant(row, "chat_created_at"));
        Chats.InboxEntry entry = new Chats.InboxEntry(
                chat,
                Role.of(row.getString("role")),
                lastMessage(row),
                row.getLong("unread"),
                row.getLong("mentions_count"),
                row.getLong("read_seq"),
                row.getObject("unread_seq", Long.class),
                row.getBoolean("archived"),
                Muting.read(row));
        return new Entry(row.getLong("key"), Sql.instant(row, "active_at"), entry);
    }

    private static @Nullable Message lastMessage(ResultSet row) throws SQLException {
        return row.getObject("seq") == null ? null : MessageRows.read(row);
    }
}
