package io.parley.indexer.event;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.Subscription;
import io.parley.contract.broker.Addresses;
import io.parley.indexer.index.Migration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue that all indexers share, and accepts a delivery once everything of it is indexed or set
 * aside. While the engine is away the batch in hand is tried again and again, the window fills, and the rest waits in
 * the broker.
 *
 * <p>One thread does it. Throughput comes from the size of batches, which grow by themselves when it falls behind.
 */
@ApplicationScoped
public class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    /** Deliveries that are held and not accepted; each has at most half a MiB. */
    private static final int WINDOW = 48;

    private static final Duration BACKOFF_FIRST = Duration.ofMillis(200);
    private static final Duration BACKOFF_LAST = Duration.ofSeconds(5);

    private final AmqpLink link;
    private final Addresses addresses;
    private final Intake intake;
    private final BatchWriter writer;
    private final Migration migration;
    private volatile @Nullable Thread worker;

    EventConsumer(AmqpLink link, Addresses addresses, Intake intake, BatchWriter writer, Migration migration) {
        this.link = link;
        this.addresses = addresses;
        this.intake = intake;
        this.writer = writer;
        this.migration = migration;
    }

    /**
     * The capability makes the address multicast if the broker has yet to make it; the name behind the colons makes the
     * queue a durable one that all indexers share.
     */
    static Subscription source(Addresses addresses) {
        return new Subscription(addresses.events() + "::" + addresses.indexerQueue(), "topic", WINDOW);
    }

    void start(@Observes StartupEvent started) {
        worker = Thread.ofVirtual().name("indexing").start(this::work);
        link.subscribe(source(addresses), intake::add).onUp(intake::linkUp).start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            running.join(BACKOFF_LAST);
        }
        link.close();
    }

    /** What is wrong with the broker, or null. */
    public @Nullable String brokerProblem() {
        return link.problem();
    }

    /** Whether events are being worked on; if not, only a restart helps. */
    public boolean alive() {
        Thread running = worker;
        return running != null && running.isAlive();
    }

    private void work() {
        try {
            untilDone(migration::run);
            while (!Thread.currentThread().isInterrupted()) {
                List<Bundle> batch = intake.take();
                untilDone(() -> writer.write(batch));
                batch.forEach(bundle -> bundle.delivery().accept());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Whatever goes wrong, giving up would lose what is in hand. Said once, since it may last. */
    private static void untilDone(Step step) throws InterruptedException {
        Duration backoff = BACKOFF_FIRST;
        boolean failed = false;
        while (true) {
            try {
                step.run();
                if (failed) {
                    LOG.info("Indexing goes on");
                }
                return;
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.warnf(e, "Indexing waits: %s", e.getMessage());
                }
                failed = true;
                Thread.sleep(backoff);
                backoff = Collections.min(List.of(backoff.multipliedBy(2), BACKOFF_LAST));
            }
        }
    }
}
