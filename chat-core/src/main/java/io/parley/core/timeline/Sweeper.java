package io.parley.core.timeline;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.EventBundle;
import io.parley.core.broker.Broker;
import io.parley.core.database.DatabaseException;
import io.parley.core.database.Snapshot;
import io.parley.core.database.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes what was committed and not published: because the process died in between, or the broker was away. Looks twice a
 * second for chats whose {@code published_rev} has been behind for longer than a second, among those whose {@code check_at}
 * is due. Several processes may do the same at once; consumers drop what they have.
 */
@ApplicationScoped
class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final long EVERY_MILLIS = 500;
    private static final int CHATS = 100;
    private static final int LATER = 1_000;
    private static final int CHANGES = 500;

    private static final String UNPUBLISHED = """
            select key, application_id, id, published_rev from chat
             where check_at < ? and published_rev < last_rev and unpublished_since < ?
             order by check_at
             limit ?
            """;

    // What a process writes meanwhile waits for nothing here, and what it has locked is looked at the next time. By an
    // array of keys: joined, a generic plan expects all LATER of them and reads the whole table.
    private static final String LOOK_LATER = """
            with due as (
                select key from chat
                 where check_at < ? and (published_rev = last_rev or unpublished_since >= ?)
                 order by check_at
                 limit ?
                   for update skip locked
            )
            update chat
               set check_at = case when published_rev = last_rev and unpublished_since < ? then null else ? end
             where key = any(array(select key from due))
            """;

    private final AgroalDataSource dataSource;
    private final Broker broker;
    private final EventPublisher publisher;
    private final Clock clock;
    private final SweeperConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweeper").daemon().factory());

    private record Unpublished(UUID application, Changes.After after) {}

    Sweeper(AgroalDataSource dataSource, Broker broker, EventPublisher publisher, Clock clock, SweeperConfig config) {
        this.dataSource = dataSource;
        this.broker = broker;
        this.publisher = publisher;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::sweep, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void sweep() {
        if (!broker.link().isUp()) {
            return;
        }
        try {
            Snapshot.of(dataSource, this::unpublished).forEach(this::publish);
            lookLater();
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for unpublished changes: %s. Trying again.", e.getMessage());
        }
    }

    private List<Unpublished> unpublished(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                UNPUBLISHED,
                row -> new Unpublished(
                        row.getObject("application_id", UUID.class),
                        new Changes.After(row.getLong("key"), row.getString("id"), row.getLong("published_rev"))),
                clock.instant().minus(config.age()),
                clock.instant().minus(config.age()),
                CHATS);
    }

    /** Of a chat that is published or fresh: while it is busy it is looked at again, and not once it is quiet. */
    private void lookLater() {
        Instant now = clock.instant();
        Instant old = now.minus(config.age());
        try (Connection connection = dataSource.getConnection()) {
            int more = LATER;
            while (more == LATER) {
                more = Sql.update(connection, LOOK_LATER, old, old, LATER, now.minus(config.quiet()), now);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private void publish(Unpublished chat) {
        Changes.After after = chat.after();
        boolean more = true;
        while (more && broker.link().isUp()) {
            Changes.Of changes = read(after);
            publish(chat.application(), changes);
            after = new Changes.After(after.chatKey(), after.chat(), changes.covered());
            more = changes.more();
        }
    }

    private Changes.Of read(Changes.After after) {
        return Snapshot.of(dataSource, connection -> Changes.read(connection, List.of(after), CHANGES, null))
                .getFirst();
    }

    private void publish(UUID application, Changes.Of changes) {
        List<EventBundle.Entry> entries = PublishedChanges.entries(application, changes);
        LOG.debugf("Publishing %d changes of a chat again", entries.size());
        long firstRev = changes.after().rev() + 1;
        // Waited for: otherwise the next look would find the same chats and pile them up.
        publisher
                .publish(List.of(
                        new PublishableChanges(changes.after().chatKey(), firstRev, changes.covered(), entries)))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
