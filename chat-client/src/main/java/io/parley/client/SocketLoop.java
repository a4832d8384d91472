package io.parley.client;

import io.parley.client.SocketListener.Disconnect;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of a socket, on a virtual thread of its own that does all the writing: connect, say hello, send while it is
 * live, wait, and connect again. Frames arrive on the connection's thread.
 */
final class SocketLoop {
    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());
    private static final Disconnect CLOSED = new Disconnect(Disconnect.NORMAL, "closed by this client");
    private static final int UNAUTHORIZED = 401;
    /** The token may have expired on the way once or twice; a caller who never has a valid one is to be told. */
    private static final int UNAUTHORIZED_ATTEMPTS = 3;

    /** Makes connections. */
    interface Connector {
        Connection open(BiConsumer<Connection, String> frames, Runnable ended)
                throws IOException, Connection.UpgradeRefused, InterruptedException;

        /** Whether it still can. */
        boolean available();
    }

    private final Connector connector;
    private final Inbound inbound;
    private final Outbox outbox;
    private final Backoff backoff;
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<ServerFrame.Ready> firstReady = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean fromNow;
    private volatile boolean closed;
    private volatile @Nullable Connection current;
    private volatile ServerFrame.@Nullable Ready ready;
    private volatile long heldUntilNanos = System.nanoTime();
    private int unauthorized;

    private SocketLoop(Connector connector, Inbound inbound, Outbox outbox, Backoff backoff, boolean fromNow) {
        this.connector = connector;
        this.inbound = inbound;
        this.outbox = outbox;
        this.backoff = backoff;
        this.fromNow = fromNow;
        this.thread = Thread.ofVirtual().name("parley-socket").unstarted(this::run);
    }

    static SocketLoop start(Connector connector, Inbound inbound, Outbox outbox, Backoff backoff, boolean fromNow) {
        SocketLoop loop = new SocketLoop(connector, inbound, outbox, backoff, fromNow);
        loop.thread.start();
        return loop;
    }

    CompletableFuture<ServerFrame.Ack> send(ClientFrame.Send message) {
        CompletableFuture<ServerFrame.Ack> answer = outbox.add(message);
        if (closed) {
            outbox.fail(closedAlready());
        }
        wake.release();
        return answer;
    }

    CompletableFuture<ServerFrame.Ready> ready() {
        return firstReady;
    }

    boolean live() {
        return ready != null;
    }

    void interrupt() {
        Connection open = current;
        if (open != null) {
            open.abort("interrupted by this client");
        }
    }

    void close() {
        closed = true;
        wake.release();
        if (current == null) {
            thread.interrupt();
        }
        if (inbound.withinListener()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Disconnect why = CLOSED;
        int attempt = 0;
        while (!closed) {
            boolean wasReady = false;
            why = CLOSED;
            try {
                Connection connection = connector.open(this::frame, wake::release);
                why = serve(connection);
                wasReady = ready != null;
            } catch (InterruptedException e) {
                closed = true;
            } catch (Connection.UpgradeRefused e) {
                why = new Disconnect(e.status(), String.valueOf(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                why = Disconnect.abnormal(String.valueOf(e.getMessage()));
            }
            ready = null;
            outbox.disconnected();
            if (closed || isFinal(why, wasReady)) {
                break;
            }
            attempt = wasReady ? 0 : attempt + 1;
            comeBackAfter(backoff.before(attempt), why);
        }
        finish(closed ? CLOSED : why);
    }

    private void finish(Disconnect why) {
        closed = true;
        ParleyException failure = ParleyException.local(
                ErrorCode.UNAVAILABLE, "The socket was closed (%d): %s".formatted(why.code(), why.reason()));
        outbox.fail(failure);
        firstReady.completeExceptionally(failure);
        inbound.closed(why);
    }

    private static ParleyException closedAlready() {
        return ParleyException.local(ErrorCode.UNAVAILABLE, "The socket is closed");
    }

    private boolean isFinal(Disconnect why, boolean wasReady) {
        unauthorized = why.code() == UNAUTHORIZED && !wasReady ? unauthorized + 1 : 0;
        return switch (why.code()) {
            case UNAUTHORIZED -> unauthorized >= UNAUTHORIZED_ATTEMPTS;
            case 400, 403, 404 -> true;
            default -> why.code() >= 4500 || !connector.available();
        };
    }

    private void comeBackAfter(Duration pause, Disconnect why) {
        inbound.disconnected(why, pause);
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (!closed && until - System.nanoTime() > 0) {
                // Sends wake this thread too; they wait with it for the connection.
                waitAtMost(Duration.ofNanos(until - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private Disconnect serve(Connection connection) {
        current = connection;
        try {
            connection.start();
            connection.write(Json.string(fromNow ? new ClientFrame.Hello(null) : inbound.resume()));
            Heartbeat heartbeat = new Heartbeat(connection, () -> ready);
            while (!closed && !connection.ended()) {
                flush(connection);
                heartbeat.check();
                waitAtMost(heartbeat.interval().dividedBy(2));
            }
            if (!connection.ended()) {
                connection.close();
            }
        } catch (IOException e) {
            connection.abort(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            closed = true;
            connection.abort("interrupted");
        }
        // From here on nothing of this connection reaches the listener.
        inbound.exclusively(() -> current = null);
        return connection.why();
    }

    private void waitAtMost(Duration time) throws InterruptedException {
        long held = heldUntilNanos - System.nanoTime();
        long nanos = held > 0 ? Math.min(time.toNanos(), held) : time.toNanos();
        if (wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
    }

    private void flush(Connection connection) throws IOException, InterruptedException {
        ServerFrame.Ready live = ready;
        if (live == null || heldUntilNanos - System.nanoTime() > 0) {
            return;
        }
        int window = Math.max(1, live.limits().unacknowledged());
        for (var next = outbox.next(window); next.isPresent(); next = outbox.next(window)) {
            connection.write(next.get());
        }
    }

    private void frame(Connection connection, String text) {
        inbound.exclusively(() -> {
            if (connection == current) {
                try {
                    take(Incoming.read(text));
                } catch (UncheckedIOException e) {
                    LOG.log(System.Logger.Level.ERROR, "The server sent a frame that cannot be read", e);
                    connection.abort("the server sent a frame that cannot be read");
                }
            }
        });
    }

    private void take(Incoming incoming) {
        switch (incoming) {
            case Incoming.Change(var event) -> inbound.event(event);
            case Incoming.Unknown(var type) ->
                LOG.log(System.Logger.Level.DEBUG, "Ignored a frame of the unknown type {0}", type);
            case Incoming.Control(ServerFrame.Ready frame) -> becomeReady(frame);
            case Incoming.Control(ServerFrame.Ack ack) -> {
                outbox.acknowledged(ack);
                wake.release();
            }
            case Incoming.Control(ServerFrame.Refusal refusal) -> refused(refusal);
            case Incoming.Control(ServerFrame.Reset reset) -> inbound.reset(reset);
            case Incoming.Control(ServerFrame.Pong _) -> {
                // That something was heard is noted where it arrives.
            }
            case Incoming.Control(ServerFrame other) ->
                LOG.log(System.Logger.Level.DEBUG, "Ignored a frame of the type {0}", other);
        }
    }

    private void becomeReady(ServerFrame.Ready frame) {
        inbound.ready(frame);
        fromNow = false;
        ready = frame;
        firstReady.complete(frame);
        wake.release();
    }

    private void refused(ServerFrame.Refusal refusal) {
        if (!outbox.awaits(refusal)) {
            inbound.refused(refusal);
            return;
        }
        outbox.refused(refusal).ifPresent(wait -> heldUntilNanos = System.nanoTime() + wait.toNanos());
        wake.release();
    }
}
