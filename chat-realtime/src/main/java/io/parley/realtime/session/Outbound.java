package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import io.parley.realtime.frame.EncodedFrame;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way out to one client, with a bound on what is on its way. A client that does not read fills only its own bound,
 * and is then closed with a code that means: reconnect and resume. From any thread.
 */
final class Outbound {
    private final Wire wire;
    private final long maxBytes;
    private final int maxFrames;
    private final Runnable onSlow;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();

    Outbound(Wire wire, long maxBytes, int maxFrames, Runnable onSlow) {
        this.wire = wire;
        this.maxBytes = maxBytes;
        this.maxFrames = maxFrames;
        this.onSlow = onSlow;
        wire.listen(this::written);
    }

    void send(EncodedFrame frame) {
        if (closed.get()) {
            return;
        }
        if (bytes.addAndGet(frame.bytes()) > maxBytes || frames.incrementAndGet() > maxFrames) {
            if (close(CloseCode.SLOW_CONSUMER)) {
                onSlow.run();
            }
            return;
        }
        wire.write(frame);
    }

    private void written(int count, long size) {
        bytes.addAndGet(-size);
        frames.addAndGet(-count);
        if (!halfFull()) {
            Runnable waiter = waiting.getAndSet(null);
            if (waiter != null) {
                waiter.run();
            }
        }
    }

    /** Whether whoever has much to send should wait. */
    boolean halfFull() {
        return bytes.get() > maxBytes / 2 || frames.get() > maxFrames / 2;
    }

    /** Runs a task when the client has read: on any thread, perhaps at once, once, and not at all when closed. */
    void whenRead(Runnable task) {
        waiting.set(task);
        if (!halfFull()) {
            Runnable waiter = waiting.getAndSet(null);
            if (waiter != null) {
                waiter.run();
            }
        }
    }

    /** @return whether it was open */
    boolean close(CloseCode code) {
        if (closed.compareAndSet(false, true)) {
            wire.close(code);
            return true;
        }
        return false;
    }

    /** The peer closed, or the line was cut. */
    void closed() {
        closed.set(true);
        waiting.set(null);
    }

    boolean isClosed() {
        return closed.get();
    }

    long outstanding() {
        return bytes.get();
    }
}
