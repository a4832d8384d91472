package io.parley.core.message;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.broker.Command;
import io.parley.core.timeline.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Has a batch applied, and after the commit publishes, answers and caches, in this order.
 *
 * <p>When PostgreSQL is away, the same batch is tried until it is back. When it refuses the batch, the halves are tried, so
 * that one command that cannot be stored ends alone in the dead letters.
 */
@ApplicationScoped
class BatchRunner {
    private static final Logger LOG = Logger.getLogger(BatchRunner.class);
    private static final long BACKOFF_MIN_MILLIS = 50;
    private static final long BACKOFF_MAX_MILLIS = 2_000;

    private final BatchWriter writer;
    private final EventPublisher publisher;
    private final Outcomes outcomes;
    private final RecentMessages recent;
    private final DeadLetters deadLetters;
    private final DistributionSummary sizes;
    private final Timer duration;

    BatchRunner(
            BatchWriter writer,
            EventPublisher publisher,
            Outcomes outcomes,
            RecentMessages recent,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.writer = writer;
        this.publisher = publisher;
        this.outcomes = outcomes;
        this.recent = recent;
        this.deadLetters = deadLetters;
        this.sizes = meters.summary("parley.batch.commands");
        this.duration = meters.timer("parley.batch.duration");
    }

    void run(List<Submission> batch, BooleanSupplier stopped) throws InterruptedException {
        List<Command.SendMessage> commands =
                batch.stream().map(Submission::command).toList();
        for (int attempt = 0; !stopped.getAsBoolean(); attempt++) {
            try {
                long start = System.nanoTime();
                BatchResult result = writer.apply(commands);
                duration.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                sizes.record(commands.size());
                committed(batch, result);
                return;
            } catch (SQLException e) {
                if (!Passing.is(e)) {
                    split(batch, e, stopped);
                    return;
                }
                LOG.warnf("%d commands wait for PostgreSQL: %s", commands.size(), e.getMessage());
                Thread.sleep(Math.min(BACKOFF_MAX_MILLIS, BACKOFF_MIN_MILLIS << Math.min(attempt, 6)));
            } catch (RuntimeException e) {
                split(batch, e, stopped);
                return;
            }
        }
    }

    private void committed(List<Submission> batch, BatchResult result) {
        if (!result.changes().isEmpty()) {
            publisher.publish(result.changes());
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done().accept(result.outcomes().get(i));
        }
        outcomes.flush();
        recent.add(result.messages());
    }

    private void split(List<Submission> batch, Exception cause, BooleanSupplier stopped) throws InterruptedException {
        if (batch.size() == 1) {
            deadLetters.add(batch.getFirst(), cause);
            return;
        }
        int half = batch.size() / 2;
        run(batch.subList(0, half), stopped);
        run(batch.subList(half, batch.size()), stopped);
    }
}
