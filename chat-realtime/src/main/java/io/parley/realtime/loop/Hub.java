package io.parley.realtime.loop;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One event loop that owns everything connections share: watched chats, sessions' states, pending commands and the link
 * to the broker. Nothing there is locked, because nothing there is touched from elsewhere; nothing there may block.
 * What belongs to one socket alone stays on that socket's own loop. A gateway that needs a second core for this is
 * scaled by a second gateway.
 */
@Singleton
public final class Hub implements Executor {
    private static final Logger LOG = Logger.getLogger(Hub.class);

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;

    public Hub(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs a task on the hub, after those that were given before by the same thread. From any thread. */
    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> guarded(task));
    }

    /** Runs a task on the hub again and again. From any thread; lives as long as the process. */
    public void every(Duration interval, Runnable task) {
        vertx.setPeriodic(interval.toMillis(), ignored -> execute(task));
    }

    /** Runs a task on the hub later. From any thread. */
    public void after(Duration delay, Runnable task) {
        vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> execute(task));
    }

    /** Asks for something and gets the answer, or the failure, on the hub. From any thread. */
    public <T> void ask(Uni<T> question, BiConsumer<@Nullable T, @Nullable Throwable> answer) {
        question.subscribe()
                .with(
                        item -> execute(() -> answer.accept(item, null)),
                        failure -> execute(() -> answer.accept(null, failure)));
    }

    /** Milliseconds of the wall clock. */
    public long now() {
        return clock.millis();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // One task's failure must not take the loop's other work with it.
            LOG.error("A task on the hub failed", e);
        }
    }
}
