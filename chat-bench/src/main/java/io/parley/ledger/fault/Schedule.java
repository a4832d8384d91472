package io.parley.ledger.fault;

import io.parley.ledger.evidence.Faults;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Which fault happens when. The seed shuffles them: every kind comes once before any comes again, some together. A fault
 * whose target another one holds waits for it.
 */
final class Schedule {
    private final List<Fault> faults;
    private final Pace pace;
    private final int together;
    private final int pauseMillis;
    private final SplittableRandom random;
    private final Faults log;
    private final Consumer<String> says;
    private final Set<String> held = new HashSet<>();

    /**
     * @param together how many at most at the same time
     * @param pauseMillis the longest pause before the next one begins
     */
    Schedule(
            List<Fault> faults,
            Pace pace,
            int together,
            int pauseMillis,
            long seed,
            Faults log,
            Consumer<String> says) {
        this.faults = List.copyOf(faults);
        this.pace = pace;
        this.together = together;
        this.pauseMillis = pauseMillis;
        this.random = new SplittableRandom(seed);
        this.log = log;
        this.says = says;
    }

    /**
     * Goes on while it is asked to; returns when all that was broken is healed.
     *
     * @param rounds how often each kind comes at most
     */
    void run(int rounds, BooleanSupplier more) throws InterruptedException {
        int round = 0;
        Semaphore room = new Semaphore(together);
        Deque<Fault> deck = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (more.getAsBoolean() && !faults.isEmpty()) {
                if (deck.isEmpty()) {
                    if (round++ == rounds) {
                        return;
                    }
                    deck.addAll(shuffled());
                }
                Thread.sleep(random.nextInt(pauseMillis));
                Fault next = deck.remove();
                SplittableRandom own = random.split();
                room.acquire();
                hold(next.target());
                threads.execute(() -> inject(next, own, room));
            }
        }
    }

    /** One of each kind, each time another target of it, in any order. */
    private List<Fault> shuffled() {
        List<Fault> all = new ArrayList<>(faults);
        Collections.shuffle(all, new Random(random.nextLong()));
        Set<String> kinds = new HashSet<>();
        all.removeIf(fault -> !kinds.add(fault.id()));
        return all;
    }

    private void inject(Fault fault, SplittableRandom own, Semaphore room) {
        long from = System.currentTimeMillis();
        String detail = fault.id() + " (" + fault.target() + ")";
        try {
            detail = fault.steps().run(own, pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            detail = detail + ", which failed: " + e.getMessage();
            says.accept("FAILED: " + detail);
        } finally {
            Faults.Injected done = new Faults.Injected(fault.id(), detail, from, System.currentTimeMillis());
            log.add(done);
            says.accept(detail + ", healed after %.1f s".formatted((done.toMillis() - from) / 1000.0));
            release(fault.target());
            room.release();
        }
    }

    private synchronized void hold(String target) throws InterruptedException {
        while (!held.add(target)) {
            wait();
        }
    }

    private synchronized void release(String target) {
        held.remove(target);
        notifyAll();
    }
}
