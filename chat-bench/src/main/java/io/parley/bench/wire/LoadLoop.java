package io.parley.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The driver's one thread: all connections, all accounting of what comes. One thread needs no locks, and its own CPU time
 * says how near the driver is to its limit.
 */
public final class LoadLoop implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    /** Connections from one loopback address to one port; far below the number of ephemeral ports. */
    private static final int PER_ADDRESS = 10_000;

    /** Something that happens at its own times, whatever comes in. */
    public interface Pacer {
        /** Does what is due. @return nanoseconds until it wants to be asked again; 0 or less means at once, {@code Long.MAX_VALUE} never */
        long tick(long now);
    }

    private static final Pacer IDLE = _ -> Long.MAX_VALUE;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final byte[] buffer = new byte[BUFFER];
    private final Metronome metronome;
    private Pacer pacer = IDLE;
    private long woken;
    private volatile boolean closing;
    private int opened;

    public LoadLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        metronome = new Metronome(selector::wakeup);
        thread = Thread.ofPlatform().name("load-driver").daemon().start(this::run);
    }

    private void run() {
        try {
            while (!closing) {
                long now = System.nanoTime();
                long wait = pacer.tick(now);
                if (wait <= 0 || !tasks.isEmpty()) {
                    selector.selectNow(this::turn);
                } else {
                    if (wait != Long.MAX_VALUE && now + wait != woken) {
                        woken = now + wait;
                        metronome.wakeAt(woken);
                    }
                    selector.select(this::turn);
                }
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey key) {
        ((Connection) key.attachment()).turn(buffer);
    }

    /** Runs it on the loop's thread. */
    public <T> CompletableFuture<T> call(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        selector.wakeup();
        return result;
    }

    /** Sets what paces; on the loop's thread. */
    public void pace(Pacer with) {
        pacer = with;
    }

    /** Nothing paces any more; on the loop's thread. */
    public void rest() {
        pacer = IDLE;
    }

    /** Opens a connection, on the loop's thread. {@code index} is the caller's number for it. */
    public Connection connect(
            InetSocketAddress server,
            int index,
            Dialect.Session session,
            Account account,
            Connection.Listener listener) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Many connections to one port need more than one address of their own.
            int address = 1 + opened++ / PER_ADDRESS % 200;
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) address}), 0));
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Connection connection = new Connection(index, account, session, listener, key);
            channel.connect(server);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU nanoseconds that the loop's thread has used. */
    public long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    @Override
    public void close() {
        closing = true;
        metronome.close();
        selector.wakeup();
    }
}
