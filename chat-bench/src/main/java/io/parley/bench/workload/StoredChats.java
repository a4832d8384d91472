package io.parley.bench.workload;

import io.parley.bench.load.LoadException;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.wire.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Chats of different sizes with a long history, put into Parley's own tables by a few statements, in an application of
 * their own, with all that must hold of them: {@code seq} and {@code rev} without holes, the chat's row as its last change
 * left it, everything published. The search index does not know them.
 */
final class StoredChats {
    /** Messages after everyone's read marker. */
    static final int UNREAD = 20;

    static final int USERS = 1_000;
    /** Then the smallest chats have two pages. */
    private static final int FEWEST = 400_000;

    /**
     * Chats of one size. Member {@code j} of chat {@code i} is user {@code i * step + j * stride}, so that users are in
     * several chats.
     */
    record Size(String name, int chats, int members, int step, int stride, long messages) {
        String chat(int number) {
            return name + "-" + number;
        }

        int user(int chat, int member) {
            return (chat * step + member * stride) % USERS;
        }

        /** The last rev: the chat's creation, its members, its messages. */
        long lastRev() {
            return 1 + members + messages;
        }
    }

    private static final String USERS_KNOWN = """
            with known as (
                insert into directory_user (id, updated_at)
                select distinct id, now() from unnest(?::text[]) as id on conflict (id) do nothing)
            insert into application_member (application_id, user_id, joined_at)
            select ?::uuid, id, now() - interval '30 days' from unnest(?::text[]) as id on conflict do nothing
            """;

    private static final String CHATS = """
            insert into chat (application_id, id, created_at, last_seq, last_rev, published_rev, active_at, unpublished_since)
            select ?::uuid, ? || '-' || i, now() - interval '30 days', ?, ?, ?, now() - i * interval '1 second', now()
              from generate_series(0, ? - 1) as i
            """;

    private static final String SUBSCRIPTIONS = """
            insert into subscription (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at, read_seq)
            select c.key, (?::text[])[1 + (i * ? + j * ?) % ?], c.application_id,
                   case j when 0 then 'owner' else 'member' end, 2 + j, 2 + j, 0, c.created_at,
                   greatest(0, c.last_seq - ?)
              from generate_series(0, ? - 1) as i
              join chat c on c.application_id = ?::uuid and c.id = ? || '-' || i
             cross join generate_series(0, ? - 1) as j
            """;

    private static final String MESSAGES = """
            insert into message (chat_key, seq, rev, sender, client_id, text, content_hash, created_at)
            select c.key, s, ? + s, (?::text[])[1 + (i * ? + s % ? * ?) % ?], 'stored-' || s, t.text,
                   sha256(convert_to('{"text":"' || t.text || '"}', 'UTF8')),
                   c.created_at + s * (interval '29 days' / c.last_seq)
              from generate_series(0, ? - 1) as i
              join chat c on c.application_id = ?::uuid and c.id = ? || '-' || i
             cross join generate_series(1, c.last_seq) as s
             cross join lateral (
                select rpad('number ' || s || ' of ' || c.id || ' kalomi tenra suvel', 99, ' nodri paestor') || 'z' as text) t
            """;

    private static final String WRONG = """
            select count(*) from chat c
             cross join lateral (select count(*) as rows, min(seq) as first, max(seq) as last, max(rev) as rev
                                   from message m where m.chat_key = c.key) m
             where c.application_id = ?::uuid
               and (m.rows <> c.last_seq or m.first <> 1 or m.last <> c.last_seq or m.rev <> c.last_rev)
            """;

    private final UUID application;
    private final List<Account> users;
    private final List<Size> sizes;
    private final List<List<Place>> places;

    private StoredChats(UUID application, List<Account> users, List<Size> sizes) {
        this.application = application;
        this.users = users;
        this.sizes = sizes;
        this.places = places(sizes);
    }

    /** A quarter of the messages in chats of each size; and many chats that somebody once said hello in, as there are. */
    private static List<Size> sizes(long messages) {
        return List.of(
                new Size("huge", 1, 1_000, 0, 1, messages / 4),
                new Size("big", 10, 100, 100, 1, messages / 40),
                new Size("middle", 100, 10, 10, 1, messages / 400),
                new Size("small", 1_000, 10, 1, 97, messages / 4_000),
                new Size("quiet", 15_000, 2, 1, 499, 1));
    }

    /** Puts so many messages into the database. */
    static StoredChats load(ParleyTarget target, long messages) {
        if (messages < FEWEST) {
            throw new LoadException("With less than %,d stored messages a chat has no deep pages".formatted(FEWEST));
        }
        UUID application = target.provision("Stored");
        List<Account> users = target.users(application).subList(0, USERS);
        StoredChats chats = new StoredChats(application, users, sizes(messages));
        try (Connection connection = target.database()) {
            chats.fill(connection);
        } catch (SQLException e) {
            throw new LoadException("The stored messages cannot be loaded: " + e.getMessage());
        }
        return chats;
    }

    private void fill(Connection connection) throws SQLException {
        var ids = connection.createArrayOf(
                "text", users.stream().map(Account::user).toArray(String[]::new));
        update(connection, USERS_KNOWN, ids, application, ids);
        for (Size size : sizes) {
            update(
                    connection,
                    CHATS,
                    application,
                    size.name(),
                    size.messages(),
                    size.lastRev(),
                    size.lastRev(),
                    size.chats());
            update(
                    connection,
                    SUBSCRIPTIONS,
                    ids,
                    size.step(),
                    size.stride(),
                    USERS,
                    UNREAD,
                    size.chats(),
                    application,
                    size.name(),
                    size.members());
            update(
                    connection,
                    MESSAGES,
                    1 + size.members(),
                    ids,
                    size.step(),
                    size.members(),
                    size.stride(),
                    USERS,
                    size.chats(),
                    application,
                    size.name());
        }
        try (Statement statement = connection.createStatement()) {
            // What autovacuum would come to do in minutes.
            statement.execute("vacuum (analyze) message, chat, subscription, application_member, directory_user");
        }
        check(connection);
    }

    private void check(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRONG)) {
            statement.setObject(1, application);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw new LoadException("%d of the stored chats are not whole".formatted(row.getLong(1)));
                }
            }
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Those with at least so many messages in each chat. */
    List<Size> sizesFrom(long messages) {
        return sizes.stream().filter(size -> size.messages() >= messages).toList();
    }

    Account user(int number) {
        return users.get(number);
    }

    /** A chat that a user is in. */
    record Place(Size size, int chat) {
        String id() {
            return size.chat(chat);
        }
    }

    /** All chats of that user. */
    List<Place> placesOf(int user) {
        return places.get(user);
    }

    private static List<List<Place>> places(List<Size> sizes) {
        List<List<Place>> places = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            places.add(new ArrayList<>());
        }
        for (Size size : sizes) {
            for (int chat = 0; chat < size.chats(); chat++) {
                for (int member = 0; member < size.members(); member++) {
                    places.get(size.user(chat, member)).add(new Place(size, chat));
                }
            }
        }
        return places;
    }
}
