package io.parley.indexer.upkeep;

import io.parley.indexer.core.CoreAwayException;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.EngineRefusedException;
import io.parley.indexer.index.Indexes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks what is to be done, and does it. An index that had to be made is filled at once. */
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Indexes indexes;
    private final Rebuild rebuild;
    private final Reconciler reconciler;
    private final UpkeepConfig config;
    private volatile @Nullable Thread worker;
    private @Nullable String problem;

    Upkeep(Indexes indexes, Rebuild rebuild, Reconciler reconciler, UpkeepConfig config) {
        this.indexes = indexes;
        this.rebuild = rebuild;
        this.reconciler = reconciler;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            worker = Thread.ofVirtual().name("upkeep").start(this::work);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            running.join(STOP);
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK);
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        boolean made = indexes.takeMade();
        try {
            if (made) {
                reconciler.request();
                made = false;
            }
            if (rebuild.run()) {
                reconciler.request();
            }
            reconciler.run();
            if (problem != null) {
                LOG.info("Upkeep of the index goes on");
            }
            problem = null;
        } catch (Jobs.LostException e) {
            LOG.debug("Another indexer goes on with it");
        } catch (CoreAwayException | EngineAwayException | EngineRefusedException e) {
            waits(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            waits(e.toString(), e);
        }
        if (made) {
            indexes.askAgain();
        }
    }

    /** Said once, since it may last. */
    private void waits(String reason, @Nullable Throwable cause) {
        if (problem == null) {
            LOG.warnf(cause, "Upkeep of the index waits: %s", reason);
        }
        problem = reason;
    }
}
