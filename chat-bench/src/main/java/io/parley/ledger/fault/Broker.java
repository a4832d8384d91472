package io.parley.ledger.fault;

import io.parley.ledger.part.Installation;
import io.parley.ledger.part.ServerPart;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What happens to the broker's disk. */
final class Broker {
    private static final int RECOVERY_MILLIS = 8_000;
    private static final int STEP_MILLIS = 500;

    private final Installation installation;
    private final ServerPart part;
    private final Consumer<Long> wiped;

    Broker(Installation installation, Consumer<Long> wiped) {
        this.installation = installation;
        this.part = installation.servers().broker();
        this.wiped = wiped;
    }

    /** It dies and comes back with nothing: neither commands, nor events, nor queues. */
    String wipe(RandomGenerator random, Pace pace) throws InterruptedException {
        part.kill();
        Thread.sleep(random.nextInt(1_000));
        part.wipe();
        part.start();
        wiped.accept(System.currentTimeMillis());
        return "broker killed and its journal wiped";
    }

    /** Its disk has no room left, for a while. What it does not survive, it is started again for. */
    String fillDisk(RandomGenerator random, Pace pace) throws InterruptedException {
        installation.disk().fill();
        try {
            pace.upTo(pace.linkMillis(), random);
        } finally {
            empty();
        }
        for (int waited = 0; waited < RECOVERY_MILLIS && !part.serves(); waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
        }
        boolean survived = part.serves();
        if (!survived) {
            part.kill();
            part.start();
        }
        return "the broker's disk full" + (survived ? "" : "; the broker stopped and was started again");
    }

    private void empty() {
        try {
            installation.disk().empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
