package io.parley.bench.workload;

import io.parley.bench.load.LoadException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets time pass: here that is what is measured in, not a way to wait for something. */
final class Waiting {
    private static final long POLL_MILLIS = 2;

    private Waiting() {}

    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        }
    }

    /** Returns once it is so. @return whether it became so within that time */
    static boolean until(BooleanSupplier so, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pass(Duration.ofMillis(POLL_MILLIS));
        }
        return true;
    }
}
