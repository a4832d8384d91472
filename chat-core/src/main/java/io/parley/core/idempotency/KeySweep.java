package io.parley.core.idempotency;

import io.parley.core.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Removes answers that are kept no longer, so many at a time. Every chat-core does so; they take different ones. */
@ApplicationScoped
class KeySweep {
    private static final Logger LOG = Logger.getLogger(KeySweep.class);
    private static final int KEYS = 1_000;

    private static final String REMOVE = """
            delete from idempotency_key
             where id in (
                 select id from idempotency_key where created_at < ? order by created_at limit ? for update skip locked)
            """;

    private final Database database;
    private final IdempotencyConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("idempotency-keys").daemon().factory());

    KeySweep(Database database, IdempotencyConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.sweepEvery().toMillis();
        timer.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void run() {
        try {
            while (!timer.isShutdown() && sweep(clock.instant()) == KEYS) {
                // There is more.
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot remove old answers: %s. Trying again.", e.getMessage());
        }
    }

    /** @return how many it removed: at most as many as one step takes */
    int sweep(Instant now) {
        return database.update(REMOVE, now.minus(config.keepFor()), KEYS);
    }
}
