package io.parley.core.message;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies commands in one transaction, with at most eleven statements whatever their number (one more where a chat is in slow
 * mode, one where somebody is mentioned, three where something is answered):
 * who may, create missing chats, lock the chats in key order, read subscriptions and known {@code clientId}s, then write
 * subscriptions (three statements), messages and the chats' numbers.
 *
 * <p>All is decided after the locks are held, so that nobody is removed from a chat between the check and the commit. A
 * command that cannot be applied is refused by itself.
 *
 * <p>Hardly anything is sent twice, so it is not looked for: the unique constraint tells, or that something is to be refused,
 * which may have been stored when it was not. Then the batch is applied again, looking first, as are all batches of the
 * next second.
 */
@ApplicationScoped
class BatchWriter {
    /** PostgreSQL's error code of a unique constraint that was violated. */
    private static final String DUPLICATE = "23505";
    /** For how long what was sent twice, or is refused, is expected to be followed by more. */
    private static final Duration WARY = Duration.ofSeconds(1);

    private final AgroalDataSource dataSource;
    private final Clock clock;
    private volatile Instant waryUntil = Instant.MIN;

    BatchWriter(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Applies and commits. When it throws, nothing of the batch is stored, or (the connection broke) all of it may be. */
    BatchResult apply(List<Command.SendMessage> commands) throws SQLException {
        if (!clock.instant().isBefore(waryUntil)) {
            try {
                @Nullable BatchResult result = apply(commands, false);
                if (result != null) {
                    return result;
                }
            } catch (SQLException e) {
                if (!DUPLICATE.equals(e.getSQLState())) {
                    throw e;
                }
            }
            waryUntil = clock.instant().plus(WARY);
        }
        return Objects.requireNonNull(apply(commands, true));
    }

    /**
     * @param wary whether to look first for commands that are stored already, and not only after one was
     * @return null when it must look first: one is to be refused now that may have been stored before
     */
    private @Nullable BatchResult apply(List<Command.SendMessage> commands, boolean wary) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                @Nullable BatchResult result = apply(connection, commands, wary);
                if (result == null) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private @Nullable BatchResult apply(Connection connection, List<Command.SendMessage> commands, boolean wary)
            throws SQLException {
        Instant now = clock.instant();
        BatchSql sql = new BatchSql(connection, now);
        @Nullable Outcome[] outcomes = new @Nullable Outcome[commands.size()];
        List<Command.SendMessage> admitted = new ArrayList<>();
        Map<ChatRef, LockedChat> chats = locked(sql, commands, outcomes, admitted);
        BatchPlan plan = plan(sql, now, chats, admitted, wary);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                Outcome decided = plan.decide(commands.get(i));
                if (!wary && decided instanceof Outcome.Refused) {
                    return null;
                }
                outcomes[i] = decided;
            }
        }
        return write(sql, plan, chats, List.of(outcomes));
    }

    /** Refuses who is not part of the application, creates missing chats, and locks all. */
    private static Map<ChatRef, LockedChat> locked(
            BatchSql sql,
            List<Command.SendMessage> commands,
            @Nullable Outcome[] outcomes,
            List<Command.SendMessage> admitted)
            throws SQLException {
        List<BatchSql.Standing> standings = sql.standings(commands);
        Set<ChatRef> refs = new HashSet<>();
        Set<ChatRef> missing = new HashSet<>();
        for (int i = 0; i < outcomes.length; i++) {
            Command.SendMessage command = commands.get(i);
            BatchSql.Standing standing = standings.get(i);
            if (!standing.applicationExists() || !standing.admitted()) {
                outcomes[i] = BatchPlan.refused(command, ErrorCode.APPLICATION_NOT_FOUND, "application");
                continue;
            }
            if (standing.ban() != null) {
                outcomes[i] = new Outcome.Refused(
                        command.id(), ErrorCode.BANNED, null, standing.ban().detail());
                continue;
            }
            admitted.add(command);
            refs.add(ChatRef.of(command));
            if (!standing.chatExists()) {
                missing.add(ChatRef.of(command));
            }
        }
        Set<ChatRef> created = missing.isEmpty() ? Set.of() : sql.createChats(missing);
        return refs.isEmpty() ? Map.of() : sql.lockChats(List.copyOf(refs), created);
    }

    private static BatchPlan plan(
            BatchSql sql, Instant now, Map<ChatRef, LockedChat> chats, List<Command.SendMessage> admitted, boolean wary)
            throws SQLException {
        if (admitted.isEmpty()) {
            return new BatchPlan(now, chats, Map.of(), Map.of(), new BatchThreads(Map.of()));
        }
        sql.readSubscriptions(chats, admitted);
        Map<String, BatchPlan.Names> names = new HashMap<>();
        Set<String> newcomers = newcomers(chats, admitted);
        if (!newcomers.isEmpty()) {
            names.putAll(sql.names(newcomers));
        }
        return new BatchPlan(
                now,
                chats,
                wary ? sql.stored(chats, admitted) : Map.of(),
                names,
                new BatchThreads(sql.answered(chats, admitted)));
    }

    /** Users who may be subscribed by this batch, so that the event of their joining can name them. */
    private static Set<String> newcomers(Map<ChatRef, LockedChat> chats, List<Command.SendMessage> commands) {
        Set<String> users = new HashSet<>();
        for (Command.SendMessage command : commands) {
            LockedChat chat = chats.get(ChatRef.of(command));
            if (chat != null && chat.createdByThoseWhoSentAt(command.receivedAt())) {
                Stream.concat(Stream.of(command.sender()), BatchPlan.recipients(command).stream())
                        .filter(user -> !chat.isSubscribed(user))
                        .forEach(users::add);
            }
        }
        return users;
    }

    private static BatchResult write(
            BatchSql sql, BatchPlan plan, Map<ChatRef, LockedChat> chats, List<Outcome> outcomes) throws SQLException {
        if (!plan.subscriptions().isEmpty()) {
            sql.subscribe(plan.subscriptions());
        }
        if (!plan.messages().isEmpty()) {
            sql.insertMessages(plan.messages());
            sql.writeThreads(plan.threads());
        }
        List<LockedChat> changed =
                chats.values().stream().filter(LockedChat::changed).toList();
        if (!changed.isEmpty()) {
            sql.noteSenders(changed);
            sql.advance(changed);
        }
        return BatchResult.of(outcomes, changed);
    }
}
