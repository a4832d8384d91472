package io.parley.core.chat;

import io.agroal.api.AgroalDataSource;
import io.parley.core.database.Sql;
import io.parley.core.database.Transaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Removes what was said in deleted chats, which nobody can read any more. The chat's row and its subscriptions stay: by them whoever
 * was away learns of the end. In transactions of so many messages each; several chat-cores take different chats.
 */
@ApplicationScoped
class Purge {
    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final int MESSAGES = 2_000;

    private static final String DUE =
            "select chat_key from chat_purge where due_at <= ? order by due_at limit 1 for update skip locked";

    private static final String LAST = """
            select coalesce(max(seq), 0) from (select seq from message where chat_key = ? order by seq limit ?) m
            """;

    /** Each up to a {@code seq}; what belongs to messages goes before these. */
    private static final List<String> REMOVE = List.of(
            "delete from reaction where chat_key = ? and seq <= ?",
            "delete from pin where chat_key = ? and seq <= ?",
            "delete from mention where chat_key = ? and seq <= ?",
            "delete from thread_reply where chat_key = ? and thread <= ?",
            "delete from message_edit where chat_key = ? and seq <= ?",
            "delete from hidden_message where chat_key = ? and seq <= ?",
            "delete from message_expiry where chat_key = ? and seq <= ?",
            "delete from message where chat_key = ? and seq <= ?");

    private static final String DONE = """
            with chat as (select ?::bigint as key),
                drafts as (delete from draft using chat where chat_key = chat.key),
                invites as (delete from invite using chat where chat_key = chat.key),
                requests as (delete from join_request using chat where chat_key = chat.key)
            delete from chat_purge where chat_key = ?
            """;

    private final AgroalDataSource dataSource;
    private final ChatConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("purge").daemon().factory());

    Purge(AgroalDataSource dataSource, ChatConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.purgeEvery().toMillis();
        timer.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
    }

    private void run() {
        try {
            while (!timer.isShutdown() && Transaction.of(dataSource, connection -> part(connection, clock.instant()))) {
                // There is more.
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot remove the messages of deleted chats: %s. Trying again.", e.getMessage());
        }
    }

    /** @return whether something was due */
    static boolean part(Connection connection, Instant now) throws SQLException {
        Optional<Long> due = Sql.first(connection, DUE, row -> row.getLong(1), now);
        if (due.isEmpty()) {
            return false;
        }
        long last = Sql.first(connection, LAST, row -> row.getLong(1), due.get(), MESSAGES)
                .orElseThrow();
        if (last == 0) {
            Sql.update(connection, DONE, due.get(), due.get());
            return true;
        }
        for (String remove : REMOVE) {
            Sql.update(connection, remove, due.get(), last);
        }
        return true;
    }
}
