package io.parley.core.timeline;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.core.database.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Changes of chats by requests, one chat at a time. Messages take the batch writer's way and obey the same rule. */
@ApplicationScoped
public class Timeline {
    private static final String LOCK = """
            select key, id, last_seq, last_rev, changed_rev from chat
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
            insert into chat (application_id, id, title, slow_mode_seconds, created_at, last_rev, active_at,
                              unpublished_since, check_at)
            values (?, ?, ?, ?, ?, 1, ?, ?, ?)
            on conflict (application_id, id) do nothing
            returning key
            """;

    private static final String SUBSCRIBE_OWNER = """
            insert into subscription (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at)
            values (?, ?, ?, 'owner', ?, ?, 0, ?)
            """;

    private static final String DIRECTORY = "select username, display_name from directory_user where id = ?";

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
     * @param slowModeSeconds a member's time between two messages; absent: no such bound
     * @param owner the user who is subscribed as its owner; must be in the directory
     * @throws ContractException {@link ErrorCode#CHAT_EXISTS}
     */
    public void create(
            UUID application,
            String chatId,
            @Nullable String title,
            @Nullable Integer slowModeSeconds,
            @Nullable String owner) {
        inTransaction(connection -> {
            Instant now = clock.instant();
            long key = insert(connection, application, chatId, title, slowModeSeconds, now);
            TimelineTransaction transaction = new TimelineTransaction(
                    connection, application, new TimelineTransaction.LockedChat(key, chatId, 0, 0, 0), now);
            transaction.append(rev -> new Event.ChatCreated(chatId, rev, title, now, slowModeSeconds));
            if (owner != null) {
                subscribeOwner(transaction, application, owner);
            }
            return finish(transaction, key);
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
        Committed<T> committed = QuarkusTransaction.requiringNew().call(call);
        if (committed.changes() != null) {
            publisher.publish(List.of(committed.changes()));
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
                                row.getLong("changed_rev")),
                        application,
                        chatId)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
        return new TimelineTransaction(connection, application, chat, clock.instant());
    }

    private static long insert(
            Connection connection,
            UUID application,
            String chatId,
            @Nullable String title,
            @Nullable Integer slowModeSeconds,
            Instant now)
            throws SQLException {
        return Sql.first(
                        connection,
                        CREATE,
                        row -> row.getLong(1),
                        application,
                        chatId,
                        title,
                        slowModeSeconds,
                        now,
                        now,
                        now,
                        now)
                .orElseThrow(() -> new ContractException(
                        ErrorCode.CHAT_EXISTS, "id", "A chat with the id %s exists already".formatted(chatId)));
    }

    private static void subscribeOwner(TimelineTransaction transaction, UUID application, String owner)
            throws SQLException {
        Member member = owner(transaction, owner);
        long rev = transaction.append(next -> new Event.MemberJoined(transaction.chatId(), next, member));
        Sql.update(
                transaction.connection(),
                SUBSCRIBE_OWNER,
                transaction.chatKey(),
                owner,
                application,
                rev,
                rev,
                transaction.now());
    }

    private static Member owner(TimelineTransaction transaction, String owner) throws SQLException {
        return Sql.first(
                        transaction.connection(),
                        DIRECTORY,
                        row -> new Member(
                                owner,
                                row.getString("username"),
                                row.getString("display_name"),
                                Role.OWNER,
                                0,
                                transaction.now()),
                        owner)
                .orElseThrow(() -> new ContractException(ErrorCode.USER_NOT_FOUND));
    }
}
