package io.parley.core.scheduled;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Command;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.message.SendService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends scheduled messages when their time has come. A row is locked while its message is sent and removed afterwards: where
 * this process dies in between, another sends it again under the same {@code clientId}, which stores it once. Rows that another
 * chat-core is at are passed over.
 */
@ApplicationScoped
class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final int MESSAGES = 100;
    /** How long to leave a message alone that may be sent later. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final String DUE = """
            select %s from scheduled_message
             where send_at <= ? and failed_code is null
             order by send_at limit ? for update skip locked
            """.formatted(ScheduledRow.COLUMNS);

    private static final String SENT = "delete from scheduled_message where id = any (?::uuid[])";

    private static final String LATER = "update scheduled_message set send_at = ? where id = any (?::uuid[])";

    private static final String FAILED = """
            update scheduled_message s set failed_code = t.code, failed_detail = t.detail
              from unnest(?::uuid[], ?::text[], ?::text[]) as t(id, code, detail)
             where s.id = t.id
            """;

    private final AgroalDataSource dataSource;
    private final SendService sending;
    private final ScheduledConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scheduled").daemon().factory());

    /** What became of one; neither: it is to be tried again. */
    private record Done(UUID id, boolean sent, @Nullable ContractException refusal) {}

    Dispatch(AgroalDataSource dataSource, SendService sending, ScheduledConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.sending = sending;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.every().toMillis();
        timer.scheduleWithFixedDelay(this::dispatch, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void dispatch() {
        try {
            int found = MESSAGES;
            while (found == MESSAGES && !timer.isShutdown()) {
                found = batch();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Cannot send what is scheduled: %s. Trying again.", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int batch() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<ScheduledRow> due = Sql.list(connection, DUE, ScheduledRow::read, clock.instant(), MESSAGES);
                if (!due.isEmpty()) {
                    settle(connection, sendAll(due));
                }
                connection.commit();
                return due.size();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** At once: so they join one batch. */
    private List<Done> sendAll(List<ScheduledRow> due) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Done>> sent =
                    due.stream().map(row -> executor.submit(() -> send(row))).toList();
            List<Done> done = new ArrayList<>();
            for (Future<Done> one : sent) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Done send(ScheduledRow row) {
        try {
            return new Done(row.id(), sending.send(now(row.command())).isPresent(), null);
        } catch (ContractException e) {
            return new Done(row.id(), false, e.code().retryable() ? null : e);
        }
    }

    private Command.SendMessage now(Command.SendMessage command) {
        return new Command.SendMessage(
                command.id(),
                command.application(),
                command.chat(),
                command.sender(),
                command.clientId(),
                command.text(),
                command.recipients(),
                command.metadata(),
                clock.instant(),
                command.replyTo(),
                command.mentions(),
                command.expiresInSeconds(),
                command.forwarded());
    }

    private void settle(Connection connection, List<Done> done) throws SQLException {
        List<Done> sent = done.stream().filter(Done::sent).toList();
        List<Done> failed = done.stream().filter(one -> one.refusal() != null).toList();
        List<Done> later = done.stream()
                .filter(one -> !one.sent() && one.refusal() == null)
                .toList();
        if (!sent.isEmpty()) {
            Sql.update(connection, SENT, SqlArrays.array(connection, "uuid", sent, Done::id));
        }
        if (!later.isEmpty()) {
            Instant again = clock.instant().plus(AGAIN);
            Sql.update(connection, LATER, again, SqlArrays.array(connection, "uuid", later, Done::id));
        }
        if (!failed.isEmpty()) {
            Sql.update(
                    connection,
                    FAILED,
                    SqlArrays.array(connection, "uuid", failed, Done::id),
                    SqlArrays.texts(connection, failed, one -> code(one).name()),
                    SqlArrays.texts(connection, failed, one -> detail(one)));
        }
    }

    private static ErrorCode code(Done failed) {
        return failed.refusal() == null ? ErrorCode.INTERNAL : failed.refusal().code();
    }

    private static String detail(Done failed) {
        return failed.refusal() == null ? "" : failed.refusal().detail();
    }
}
