package io.parley.ledger.fault;

import io.parley.ledger.part.Part;

/** Processes that die, stand still, or are gone for a while. */
final class Deaths {
    private static final int GONE_MILLIS = 3_000;

    private Deaths() {}

    /** SIGKILL, at once or a moment later started again. */
    static Fault.Steps kill(Part part) {
        return (random, pace) -> {
            part.kill();
            Thread.sleep(random.nextInt(GONE_MILLIS));
            part.start();
            return "kill -9 of " + part.name();
        };
    }

    /** PostgreSQL's immediate stop: SIGQUIT; it recovers from its log at the next start. */
    static Fault.Steps atOnce(Part postgres) {
        return (random, pace) -> {
            postgres.signalFirst("QUIT");
            Thread.sleep(500 + random.nextInt(GONE_MILLIS));
            postgres.kill();
            postgres.start();
            return "immediate stop of " + postgres.name();
        };
    }

    /** SIGSTOP, and later SIGCONT: a pause and no death. */
    static Fault.Steps freeze(Part part) {
        return (random, pace) -> {
            part.freeze();
            try {
                Thread.sleep(pace.frozenMillis());
            } finally {
                part.thaw();
            }
            return "SIGSTOP of %s for %d s".formatted(part.name(), pace.frozenMillis() / 1_000);
        };
    }

    /** Gone for a long time. */
    static Fault.Steps away(Part part) {
        return (random, pace) -> {
            part.kill();
            pace.upTo(pace.awayMillis(), random);
            part.start();
            return part.name() + " away";
        };
    }
}
