package io.parley.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of sockets on one thread, each of which only counts what it is given. Who is not let in for now comes back when it was
 * told to, give or take what keeps a thousand others from doing so in the same moment.
 */
public final class Crowd implements AutoCloseable {
    private static final int READ_BYTES = 65_536;
    private static final long WAKE_MILLIS = 20;
    private static final int JITTER_MILLIS = 1_000;

    private record Resting(CrowdSocket socket, long untilNanos) {}

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<CrowdSocket> sockets = new CopyOnWriteArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final PriorityQueue<Resting> resting = new PriorityQueue<>(Comparator.comparingLong(Resting::untilNanos));
    private final Random random = new Random(1);
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread loop = Thread.ofPlatform().daemon().name("crowd").unstarted(this::run);
    private volatile boolean closed;

    public Crowd() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop.start();
    }

    /** Connects and says hello when it is let in; returns at once. */
    public CrowdSocket join(URI gateway, UUID application, String token, String hello) {
        return join(gateway, application, token, hello, 0);
    }

    /**
     * The same.
     *
     * @param receiveBytes of the operating system's buffer, where what comes waits to be read; 0: its own choice
     */
    public CrowdSocket join(URI gateway, UUID application, String token, String hello, int receiveBytes) {
        String request = """
                GET /v1/applications/%s/socket HTTP/1.1\r
                Host: %s:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: parley.v1\r
                Authorization: Bearer %s\r
                \r
                """.formatted(application, gateway.getHost(), gateway.getPort(), token);
        CrowdSocket socket = new CrowdSocket(
                new InetSocketAddress(gateway.getHost(), gateway.getPort()),
                receiveBytes,
                request.getBytes(StandardCharsets.US_ASCII),
                hello,
                this::comesBack);
        sockets.add(socket);
        submit(() -> connect(socket));
        return socket;
    }

    private void connect(CrowdSocket socket) {
        try {
            SocketChannel channel = SocketChannel.open();
            if (socket.receiveBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, socket.receiveBytes());
            }
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, socket);
            socket.registered(key);
            channel.connect(socket.gateway());
        } catch (IOException e) {
            socket.ended();
        }
    }

    private void comesBack(CrowdSocket socket, int afterSeconds) {
        refused.incrementAndGet();
        long millis = TimeUnit.SECONDS.toMillis(afterSeconds) + random.nextInt(JITTER_MILLIS);
        resting.add(new Resting(socket, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** How often one was told to come back later. */
    public int refused() {
        return refused.get();
    }

    private void submit(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** It stops reading, or begins to read again. */
    public void reading(CrowdSocket socket, boolean reads) {
        submit(() -> socket.reading(reads));
    }

    /** Cuts all lines at once. */
    public void drop() {
        List<CrowdSocket> all = List.copyOf(sockets);
        sockets.clear();
        submit(() -> {
            resting.clear();
            all.forEach(CrowdSocket::cut);
        });
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::serve, WAKE_MILLIS);
                while (!resting.isEmpty() && System.nanoTime() - resting.peek().untilNanos() >= 0) {
                    connect(resting.remove().socket());
                }
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        CrowdSocket socket = (CrowdSocket) key.attachment();
        try {
            if (key.isConnectable()) {
                socket.connected();
            } else {
                socket.read(buffer);
            }
        } catch (IOException e) {
            socket.cut();
        }
    }

    @Override
    public void close() {
        drop();
        submit(() -> closed = true);
        try {
            loop.join();
            selector.close();
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
