package io.parley.indexer.event;

import io.parley.amqp.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deliveries that wait for a batch. What the link hands over is bounded by its window for each time that it was up; what
 * an earlier link had handed over is dropped here, since the broker delivers it again.
 */
@ApplicationScoped
class Intake {
    private static final int EVENTS = 1_000;
    private static final int BYTES = 4 * 1024 * 1024;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** While events keep coming there are five batches a second: what costs the engine is their number. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger generation = new AtomicInteger();
    private long lastBegun = System.nanoTime() - PACE_NANOS;

    private record Waiting(Delivery delivery, int generation) {}

    /** On the link's context. */
    void add(Delivery delivery) {
        queue.add(new Waiting(delivery, generation.get()));
    }

    /**
     * The link is up, on its context. Its first deliveries may have come before this call and so carry the number of the
     * time before; hence two are kept.
     */
    void linkUp() {
        int current = generation.incrementAndGet();
        queue.removeIf(waiting -> waiting.generation() < current - 1);
    }

    /**
     * Waits for a first delivery, then takes what comes within some milliseconds, or, when the batch before has just begun,
     * within the pace; up to a thousand events or 4 MiB. By one thread.
     */
    List<Bundle> take() throws InterruptedException {
        List<Bundle> batch = new ArrayList<>();
        Waiting next = queue.take();
        long now = System.nanoTime();
        long until = Math.max(now + LINGER_NANOS, lastBegun + PACE_NANOS);
        lastBegun = now;
        int events = 0;
        int bytes = 0;
        while (next != null) {
            Bundle bundle = Bundle.of(next.delivery());
            batch.add(bundle);
            events += bundle.read().size();
            bytes += bundle.size();
            boolean full = events >= EVENTS || bytes >= BYTES;
            next = full ? null : queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return batch;
    }
}
