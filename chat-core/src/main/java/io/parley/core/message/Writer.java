package io.parley.core.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that takes what waits in its queue and has it applied, batch after batch.
 *
 * <p>What comes to an idle writer is applied at once. While more keeps coming, batches begin a pace apart: each costs its
 * statements and its messages on the broker, whatever it holds.
 */
final class Writer {
    private static final Logger LOG = Logger.getLogger(Writer.class);

    private final BlockingQueue<Submission> queue;
    private final int batchSize;
    private final long paceNanos;
    private final BatchRunner runner;
    private final Thread thread;
    private volatile boolean stopped;

    Writer(String name, int queueSize, int batchSize, Duration pace, BatchRunner runner) {
        this.queue = new ArrayBlockingQueue<>(queueSize);
        this.batchSize = batchSize;
        this.paceNanos = pace.toNanos();
        this.runner = runner;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    BlockingQueue<Submission> queue() {
        return queue;
    }

    void start() {
        thread.start();
    }

    /** Lets the current batch end. What waits is lost here: the broker delivers it again, REST clients repeat. */
    void stop() {
        stopped = true;
        thread.interrupt();
        CommandQueue.join(thread);
    }

    private void run() {
        List<Submission> batch = new ArrayList<>(batchSize);
        long begun = System.nanoTime() - paceNanos;
        while (!stopped) {
            try {
                batch.add(queue.take());
                await(begun + paceNanos);
                begun = System.nanoTime();
                queue.drainTo(batch, batchSize - 1);
                runner.run(List.copyOf(batch), () -> stopped);
            } catch (InterruptedException e) {
                LOG.debugf("%s is asked to stop", thread.getName());
            } catch (RuntimeException e) {
                LOG.error("A batch could not be handled; its commands were not answered and will be sent again", e);
            } finally {
                batch.clear();
            }
        }
    }

    /** Sleeps until then, unless a whole batch waits already. */
    private void await(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0 && queue.size() < batchSize - 1) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
