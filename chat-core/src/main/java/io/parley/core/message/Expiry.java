package io.parley.core.message;

import io.parley.core.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Deletes messages whose time is over, each as any other deletion: with a rev, told to everyone who may see it. Every chat-core
 * does so; where two are after the same message, the second finds it deleted.
 */
@ApplicationScoped
class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);
    private static final int MESSAGES = 200;

    private static final String DUE = """
            select c.application_id, c.id, e.seq
              from (select chat_key, seq, expires_at from message_expiry where expires_at <= ?
                     order by expires_at limit ?) e
              join chat c on c.key = e.chat_key
             order by e.expires_at
            """;

    // A deleted chat has no messages that anybody could see: what would expire in it is forgotten.
    private static final String FORGET = """
            delete from message_expiry e
             where (e.chat_key, e.seq) in (
                 select d.chat_key, d.seq
                   from (select chat_key, seq from message_expiry where expires_at <= ? order by expires_at limit ?) d
                   join chat c on c.key = d.chat_key
                  where c.deleted_at is not null)
            """;

    private final Database database;
    private final MessageEditing editing;
    private final MessageConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("expiry").daemon().factory());

    private record Due(UUID application, String chat, long seq) {}

    Expiry(Database database, MessageEditing editing, MessageConfig config, Clock clock) {
        this.database = database;
        this.editing = editing;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.expiryEvery().toMillis();
        timer.scheduleWithFixedDelay(this::expire, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void expire() {
        try {
            int found = MESSAGES;
            while (found == MESSAGES && !timer.isShutdown()) {
                database.update(FORGET, clock.instant(), MESSAGES);
                List<Due> due = database.list(
                        DUE,
                        row -> new Due(
                                row.getObject("application_id", UUID.class), row.getString("id"), row.getLong("seq")),
                        clock.instant(),
                        MESSAGES);
                due.forEach(message -> editing.expire(message.application(), message.chat(), message.seq()));
                found = due.size();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot delete what has expired: %s. Trying again.", e.getMessage());
        }
    }
}
