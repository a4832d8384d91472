package io.parley.ledger.fault;

import io.parley.ledger.part.FalseClock;
import io.parley.ledger.part.ServicePart;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The clock of one process jumps, forwards or backwards, and later back. By less than a minute: a token that is younger
 * than that would rightly be refused. The process is killed before and after, to be given that clock and rid of it.
 */
record ClockStep(FalseClock clock, ServicePart part) implements Fault.Steps {
    private static final int MOST_SECONDS = 50;

    @Override
    public String run(RandomGenerator random, Pace pace) throws InterruptedException {
        int seconds = 5 + random.nextInt(MOST_SECONDS - 5);
        int step = random.nextBoolean() ? seconds : -seconds;
        clock.step(0);
        part.kill();
        part.startWith(clock.environment());
        try {
            Thread.sleep(random.nextInt(3_000));
            clock.step(step);
            pace.upTo(pace.linkMillis(), random);
            clock.step(0);
            Thread.sleep(random.nextInt(3_000));
        } finally {
            part.kill();
            part.startWith(Map.of());
        }
        return "the clock of %s stepped by %+d s and back".formatted(part.name(), step);
    }
}
