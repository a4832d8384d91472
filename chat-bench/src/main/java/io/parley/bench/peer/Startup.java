package io.parley.bench.peer;

import io.parley.stack.StackException;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Starts a peer's process and waits until it serves. */
final class Startup {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(40);

    private Startup() {}

    /** The process once {@code probe} gives something; and what that is. */
    static <T> Started<T> await(Launch launch, Supplier<Optional<T>> probe) {
        GuardedProcess process = GuardedProcess.start(launch);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> answer = probe.get();
            if (answer.isPresent()) {
                return new Started<>(process, answer.get());
            }
            if (!process.alive() || System.nanoTime() > deadline || Thread.interrupted()) {
                process.kill();
                throw new StackException(launch.command().getFirst() + " does not serve. " + LogTail.of(launch.log()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    record Started<T>(GuardedProcess process, T answer) {}
}
