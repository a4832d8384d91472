package io.parley.core.timeline;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.database.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Changes of chats by requests, one chat at a time. Messages take the batch writer's way and obey the same rule. */
@ApplicationScoped
public class Timeline {
    private static final String LOCK = """
            select key, id, last_seq, last_rev, changed_rev, settings from chat
             where application_id = ? and id = ? and deleted_at is null for update
            """;

    private static final String ADVANCE = """
            update chat
               set last_rev = ?,
                   changed_rev = ?,
                   unpublished_since = case when published_rev = last_rev then ? else unpublished_since end,
                   check_at = coalesce(check_at, ?)
             where key = ?
            """;

    private static final String CREATE = """
            insert into chat (application_id, id, title, slow_mode_seconds, about, direct, settings, created_at, last_rev,
                              active_at, unpublished_since, check_at)
            values (?, ?, ?, ?, ?::json, ?, ?::json, ?, 1, ?, ?, ?)
            on conflict (application_id, id) do nothing
            returning key
            """;

    private static final String SUBSCRIBE = """
            insert into subscription (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at)
            select ?, user_id, ?, role, rev, rev, 0, ?
              from unnest(?::text[], ?::text[], ?::bigint[]) as t(user_id, role, rev)
            """;

    private static final String DIRECTORY = "select id, username, display_name from directory_user where id = any (?)";

    private final AgroalDataSource dataSource;
    private final EventPublisher publisher;
    private final Clock clock;

    Timeline(AgroalDataSource dataSource, EventPublisher publisher, Clock clock) {
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Changes a chat in a transaction of its own and publishes what changed after the commit. Panache joins the same
     * transaction.
     *
     * @throws ContractException {@link ErrorCode#CHAT_NOT_FOUND}, or what the work throws, which rolls back
     */
    public <T> T write(UUID application, String chatId, TimelineWork<T> work) {
        return inTransaction(connection -> {
            TimelineTransaction transaction = lock(connection, application, chatId);
            return finish(transaction, work.apply(transaction));
        });
    }

    /**
     * Creates a chat.
     *
     * @param members users who are subscribed at once, with their roles; must be in the directory
     * @param work what else belongs to it, in the same transaction
     * @throws ContractException {@link ErrorCode#CHAT_EXISTS}
     */
    public <T> T create(
            UUID application,
            String chatId,
            ChatProperties properties,
            SequencedMap<String, Role> members,
            TimelineWork<T> work) {
        return inTransaction(connection -> {
            Instant now = clock.instant();
            long key = insert(connection, application, chatId, properties, now);
            TimelineTransaction transaction = new TimelineTransaction(
                    connection,
                    application,
                    new TimelineTransaction.LockedChat(key, chatId, 0, 0, 0, properties.settings()),
                    now);
            transaction.append(rev -> properties.created(chatId, rev, now));
            if (!members.isEmpty()) {
                subscribe(transaction, application, members);
            }
            return finish(transaction, work.apply(transaction));
        });
    }

    private record Committed<T>(T result, @Nullable PublishableChanges changes) {}

    @FunctionalInterface
    private interface Body<T> {
        Committed<T> run(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Body<T> body) {
        Callable<Committed<T>> call = () -> {
            try (Connection connection = dataSource.getConnection()) {
                return body.run(connection);
            }
        };
        Committed<T> committed = Unit.transaction(call);
        PublishableChanges changes = committed.changes();
        if (changes != null) {
            Unit.afterCommit(() -> publisher.publish(List.of(changes)));
        }
        return committed.result();
    }

    private <T> Committed<T> finish(TimelineTransaction transaction, T result) throws SQLException {
        if (!transaction.changed()) {
            return new Committed<>(result, null);
        }
        Sql.update(
                transaction.connection(),
                ADVANCE,
                transaction.lastRev(),
                transaction.changedRev(),
                transaction.now(),
                transaction.now(),
                transaction.chatKey());
        return new Committed<>(result, transaction.publishable());
    }

    private TimelineTransaction lock(Connection connection, UUID application, String chatId) throws SQLException {
        TimelineTransaction.LockedChat chat = Sql.first(
                        connection,
                        LOCK,
                        row -> new TimelineTransaction.LockedChat(
                                row.getLong("key"),
                                row.getString("id"),
                                row.getLong("last_seq"),
                                row.getLong("last_rev"),
                                row.getLong("changed_rev"),
                                ChatProperties.settings(row.getString("settings"))),
                        application,
                        chatId)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
        return new TimelineTransaction(connection, application, chat, clock.instant());
    }

    private static long insert(
            Connection connection, UUID application, String chatId, ChatProperties properties, Instant now)
            throws SQLException {
        return Sql.first(
                        connection,
                        CREATE,
                        row -> row.getLong(1),
                        application,
                        chatId,
                        properties.title(),
                        properties.slowModeSeconds(),
                        properties.aboutJson(),
                        properties.direct(),
                        properties.settingsJson(),
                        now,
                        now,
                        now,
                        now)
                .orElseThrow(() -> new ContractException(
                        ErrorCode.CHAT_EXISTS, "id", "A chat with the id %s exists already".formatted(chatId)));
    }

    /** Two statements, however many members. */
    private static void subscribe(TimelineTransaction transaction, UUID application, SequencedMap<String, Role> members)
            throws SQLException {
        Connection connection = transaction.connection();
        List<String> users = List.copyOf(members.sequencedKeySet());
        Map<String, Member> known = new HashMap<>();
        Sql.each(
                connection,
                DIRECTORY,
                row -> {
                    Member member = member(transaction, row, members);
                    known.put(member.user(), member);
                },
                SqlArrays.texts(connection, users, user -> user));
        Map<String, Long> revs = new HashMap<>();
        for (String user : users) {
            Member member = known.get(user);
            if (member == null) {
                throw new ContractException(ErrorCode.USER_NOT_FOUND);
            }
            revs.put(user, transaction.append(rev -> new Event.MemberJoined(transaction.chatId(), rev, member)));
        }
        Sql.update(
                connection,
                SUBSCRIBE,
                transaction.chatKey(),
                application,
                transaction.now(),
                SqlArrays.texts(connection, users, user -> user),
                SqlArrays.texts(connection, users, user -> Objects.requireNonNull(members.get(user))
                        .wire()),
                SqlArrays.bigints(connection, users, user -> Objects.requireNonNull(revs.get(user))));
    }

    private static Member member(TimelineTransaction transaction, ResultSet row, Map<String, Role> members)
            throws SQLException {
        String user = row.getString("id");
        return new Member(
                user,
                row.getString("username"),
                row.getString("display_name"),
                Objects.requireNonNull(members.get(user)),
                0,
                transaction.now());
    }
}
