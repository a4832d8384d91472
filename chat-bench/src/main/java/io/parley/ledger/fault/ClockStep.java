package io.parley.ledger.fault;

import io.parley.ledger.part.FalseClock;
import java.util.random.RandomGenerator;

/**
 * The clock of one process jumps, forwards or backwards, and later back. By less than a minute: a token that is younger
 * than that would rightly be refused.
 */
record ClockStep(FalseClock clock, String part) implements Fault.Steps {
    private static final int MOST_SECONDS = 50;

    @Override
    public String run(RandomGenerator random, Pace pace) throws InterruptedException {
        int seconds = 5 + random.nextInt(MOST_SECONDS - 5);
        int step = random.nextBoolean() ? seconds : -seconds;
        clock.step(step);
        try {
            pace.upTo(pace.linkMillis(), random);
        } finally {
            clock.step(0);
        }
        return "the clock of %s stepped by %+d s and back".formatted(part, step);
    }
}
