package io.parley.client;

import io.parley.client.SocketListener.Typing;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who is writing where, so that the application is told of a beginning and an end only: an end also comes by itself, with a
 * message, and with the connection. Used by one thread at a time, but for {@link #idle} and {@link #due}.
 */
final class Writers {
    /** More than anybody shows; of others it is not told. */
    private static final int CAPACITY = 1_000;

    /** How soon to try again while the listener is busy. */
    private static final Duration AGAIN = Duration.ofMillis(20);

    private record Writer(String chat, String user) {}

    private final Map<Writer, Long> until = new LinkedHashMap<>();
    private final Consumer<Typing> told;
    private volatile boolean none = true;
    private volatile long nextEndNanos;

    Writers(Consumer<Typing> told) {
        this.told = told;
    }

    void heard(ServerFrame.Typing frame) {
        Writer writer = new Writer(frame.chat(), frame.user());
        if (frame.forMillis() <= 0) {
            end(writer);
        } else if (until.containsKey(writer) || until.size() < CAPACITY) {
            long end = System.nanoTime() + Duration.ofMillis(frame.forMillis()).toNanos();
            boolean begins = until.put(writer, end) == null;
            schedule();
            if (begins) {
                told.accept(new Typing(frame.chat(), frame.user(), true));
            }
        }
    }

    /** What a user wrote is there. */
    void wrote(String chat, String user) {
        end(new Writer(chat, user));
    }

    /** Ends what was not said again in time. */
    void expire() {
        if (due()) {
            long now = System.nanoTime();
            end(entry -> entry.getValue() - now <= 0);
        }
    }

    /** Nothing is heard any more. */
    void clear() {
        end(_ -> true);
    }

    private void end(Predicate<Map.Entry<Writer, Long>> which) {
        List<Writer> ended =
                until.entrySet().stream().filter(which).map(Map.Entry::getKey).toList();
        ended.forEach(this::end);
    }

    private void end(Writer writer) {
        if (until.remove(writer) != null) {
            schedule();
            told.accept(new Typing(writer.chat(), writer.user(), false));
        }
    }

    private void schedule() {
        long now = System.nanoTime();
        long least = until.values().stream().mapToLong(end -> end - now).min().orElse(0);
        nextEndNanos = now + least;
        none = until.isEmpty();
    }

    boolean due() {
        return !none && nextEndNanos - System.nanoTime() <= 0;
    }

    /** In what time {@link #expire} has something to do. */
    Duration idle() {
        return none
                ? Speaker.UNTIL_WOKEN
                : Duration.ofNanos(Math.max(AGAIN.toNanos(), nextEndNanos - System.nanoTime()));
    }
}
