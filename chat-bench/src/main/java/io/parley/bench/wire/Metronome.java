package io.parley.bench.wire;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the loop at a moment. A selector waits in whole milliseconds, and a loop that spins for the rest of one takes
 * half a core from the servers that it measures.
 */
final class Metronome implements AutoCloseable {
    private final Thread thread;
    private final Runnable wake;
    private volatile long at = Long.MAX_VALUE;
    private volatile boolean closing;

    Metronome(Runnable wake) {
        this.wake = wake;
        thread = Thread.ofPlatform().name("load-metronome").daemon().start(this::run);
    }

    private void run() {
        while (!closing) {
            long due = at;
            if (due == Long.MAX_VALUE) {
                LockSupport.park(this);
                continue;
            }
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            } else if (at == due) {
                at = Long.MAX_VALUE;
                wake.run();
            }
        }
    }

    /** Wakes it then; replaces what was asked before. */
    void wakeAt(long nanoTime) {
        at = nanoTime;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }
}
