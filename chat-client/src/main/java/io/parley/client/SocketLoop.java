package io.parley.client;

import io.parley.client.SocketListener.Disconnect;
import io.parley.contract.Json;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The life of a socket, on a virtual thread of its own that does all the writing: connect, say hello, send while it is
 * live, wait, and connect again. Frames arrive on the connection's thread.
 */
final class SocketLoop {
    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());
    private static final Disconnect CLOSED = new Disconnect(Disconnect.NORMAL, "closed by this client");
    private static final Set<Integer> TOKEN_REFUSED = Set.of(401, CloseCode.TOKEN_EXPIRED.code());

    /** Makes connections. */
    interface Connector {
        Connection open(BiConsumer<Connection, String> frames, Runnable ended)
                throws IOException, Connection.UpgradeRefused, InterruptedException;

        /** Whether it still can. */
        boolean available();

        /** The tokens that it connects with. */
        Tokens tokens();
    }

    private final Connector connector;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Dispatch dispatch;
    private final Retry retry;
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<ServerFrame.Ready> firstReady = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean fromNow;
    private volatile boolean closed;
    private volatile @Nullable Connection current;
    private volatile ServerFrame.@Nullable Ready ready;
    private volatile long readyNanos;

    private SocketLoop(
            Connector connector, SocketListener listener, RevStore revs, Outbox outbox, Retry retry, boolean fromNow) {
        this.connector = connector;
        this.outbound =
                new Outbound(new TokenRefresh(connector.tokens(), InstantSource.system(), wake::release), outbox);
        this.inbound = new Inbound(listener, revs, outbound.marks()::forget);
        this.dispatch = new Dispatch(inbound, outbound, this::becomeReady, wake::release);
        this.retry = retry;
        this.fromNow = fromNow;
        this.thread = Thread.ofVirtual().name("parley-socket").unstarted(this::run);
    }

    static SocketLoop start(
            Connector connector, SocketListener listener, RevStore revs, Outbox outbox, Retry retry, boolean fromNow) {
        SocketLoop loop = new SocketLoop(connector, listener, revs, outbox, retry, fromNow);
        loop.thread.start();
        return loop;
    }

    Delivery send(ClientFrame.Send message) {
        Delivery delivery = outbound.outbox().add(message);
        if (closed) {
            outbound.outbox().fail(closedAlready());
        }
        outbound.ephemera().sent(String.valueOf(message.chat()));
        wake.release();
        return delivery;
    }

    /** Takes something else to say. */
    void say(Consumer<Outbound> what) {
        what.accept(outbound);
        wake.release();
    }

    /** Takes something to say that may be turned down. */
    boolean offer(Predicate<Outbound> what) {
        boolean taken = what.test(outbound);
        wake.release();
        return taken;
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
        while (!closed) {
            Duration asked = null;
            try {
                why = serve(connector.open(this::frame, wake::release));
            } catch (InterruptedException e) {
                closed = true;
            } catch (Connection.UpgradeRefused e) {
                why = new Disconnect(e.status(), String.valueOf(e.getMessage()));
                asked = e.retryAfter();
            } catch (IOException | RuntimeException e) {
                why = Disconnect.abnormal(String.valueOf(e.getMessage()));
            }
            Optional<Duration> pause = over(why, asked);
            if (closed || pause.isEmpty()) {
                break;
            }
            comeBackAfter(pause.get(), why);
        }
        finish(closed ? CLOSED : why);
    }

    /** @return how long to wait before the next connection, if there is to be one */
    private Optional<Duration> over(Disconnect why, @Nullable Duration asked) {
        Duration live = ready == null ? null : Duration.ofNanos(System.nanoTime() - readyNanos);
        ready = null;
        outbound.disconnected();
        if (TOKEN_REFUSED.contains(why.code())) {
            connector.tokens().refused();
        }
        return connector.available() ? retry.after(why, live, asked) : Optional.empty();
    }

    private void finish(Disconnect why) {
        closed = true;
        ParleyException failure = ParleyException.local(
                ErrorCode.UNAVAILABLE, "The socket was closed (%d): %s".formatted(why.code(), why.reason()));
        outbound.outbox().fail(failure);
        firstReady.completeExceptionally(failure);
        inbound.closed(why);
    }

    private static ParleyException closedAlready() {
        return ParleyException.local(ErrorCode.UNAVAILABLE, "The socket is closed");
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
                inbound.expire();
                heartbeat.check();
                waitAtMost(least(heartbeat.interval().dividedBy(2), idle()));
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

    private Duration idle() {
        return ready == null ? Speaker.UNTIL_WOKEN : least(outbound.idle(), inbound.idle());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void waitAtMost(Duration time) throws InterruptedException {
        if (wake.tryAcquire(Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
    }

    private void flush(Connection connection) throws IOException, InterruptedException {
        if (ready == null) {
            return;
        }
        for (var next = outbound.next(); next.isPresent(); next = outbound.next()) {
            connection.write(next.get());
        }
    }

    private void frame(Connection connection, String text) {
        inbound.exclusively(() -> {
            if (connection == current) {
                try {
                    dispatch.take(Incoming.read(text));
                } catch (UncheckedIOException e) {
                    LOG.log(System.Logger.Level.ERROR, "The server sent a frame that cannot be read", e);
                    connection.abort("the server sent a frame that cannot be read");
                }
            }
        });
    }

    private void becomeReady(ServerFrame.Ready frame) {
        fromNow = false;
        readyNanos = System.nanoTime();
        ready = frame;
        firstReady.complete(frame);
    }
}
