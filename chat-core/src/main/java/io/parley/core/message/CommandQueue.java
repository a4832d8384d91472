package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.broker.Lane;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where commands wait for their transaction. Each writer has a queue of its own and a share of the lanes, so that a chat's
 * commands are applied in the order in which they came. A batch is whatever waits when the writer begins: small when idle,
 * large when busy.
 */
@ApplicationScoped
class CommandQueue {
    private final List<Writer> writers = new ArrayList<>();

    CommandQueue(MessageConfig config, BatchRunner runner) {
        for (int i = 0; i < config.writers(); i++) {
            writers.add(new Writer(
                    "writer-" + i,
                    Math.max(1, config.queueSize() / config.writers()),
                    config.batchSize(),
                    config.pace(),
                    runner));
        }
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        writers.forEach(Writer::start);
    }

    /** After the broker link is closed and REST has drained. */
    void stop(@Observes @Priority(9_000) ShutdownEvent event) {
        writers.forEach(Writer::stop);
    }

    /** Queues a command, or refuses it at once when too many wait. */
    void offer(Command.SendMessage command, Consumer<Outcome> done) {
        if (!writer(command).queue().offer(new Submission(command, done))) {
            done.accept(new Outcome.Refused(
                    command.id(),
                    ErrorCode.OVERLOADED,
                    null,
                    "Too many messages wait to be written. Send it again in a second, with the same clientId."));
        }
    }

    /** Queues a command, waiting for room. */
    void put(Command.SendMessage command, Consumer<Outcome> done) throws InterruptedException {
        writer(command).queue().put(new Submission(command, done));
    }

    /** Commands that wait. */
    int size() {
        return writers.stream().mapToInt(writer -> writer.queue().size()).sum();
    }

    private Writer writer(Command.SendMessage command) {
        int lane = Lane.of(command.application(), command.chat());
        return writers.get(lane % writers.size());
    }

    /** Waits a moment for the current batch. */
    static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
