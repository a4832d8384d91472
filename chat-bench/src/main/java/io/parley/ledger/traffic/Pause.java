package io.parley.ledger.traffic;

/** Waits without a fuss: whoever interrupts wants the thread to end, which its loop looks for. */
final class Pause {
    private Pause() {}

    static void of(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
