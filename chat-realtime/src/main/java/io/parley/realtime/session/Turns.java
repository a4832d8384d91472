package io.parley.realtime.session;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bounds how many do something at the same time; the others wait in line. On the hub. */
public final class Turns {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    public Turns(int count) {
        this.free = count;
    }

    /** Runs a task when it is its turn, perhaps at once. It must call {@link #done} once. */
    void take(Runnable task) {
        if (free > 0) {
            free--;
            task.run();
        } else {
            waiting.addLast(task);
        }
    }

    void done() {
        Runnable next = waiting.pollFirst();
        if (next == null) {
            free++;
        } else {
            next.run();
        }
    }
}
