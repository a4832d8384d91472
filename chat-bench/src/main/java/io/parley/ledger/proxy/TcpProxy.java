package io.parley.ledger.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A link between two parts, on 127.0.0.1: passes bytes on, until it is told to fail as networks fail. Safe for use by many
 * threads; each connection has two virtual threads.
 *
 * <pre>
 *   Open ──cut()──────► Cut       connections are reset, new ones too
 *     ▲  ──halfOpen()─► HalfOpen  what is sent is swallowed, both ways; nothing is closed; new ones get no answer
 *     │  ──stall()────► Stalled   nothing is read, so that senders come to a halt; nothing is lost
 *     └── restore()               connections that lost bytes are reset, stalled ones go on
 * </pre>
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int CONNECT_MILLIS = 2_000;

    private final String name;
    private final int target;
    private final ServerSocket server;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private Mode mode = Mode.OPEN;
    private volatile boolean closed;

    /** What becomes of bytes. */
    enum Mode {
        OPEN,
        CUT,
        HALF_OPEN,
        STALLED
    }

    private TcpProxy(String name, int target, ServerSocket server) {
        this.name = name;
        this.target = target;
        this.server = server;
    }

    /** A link that is open, on a free port, to a port of this machine. The target need not listen yet. */
    public static TcpProxy to(String name, int target) {
        try {
            TcpProxy proxy = new TcpProxy(name, target, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("proxy-" + name).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** Where to connect to instead of the target. */
    public int port() {
        return server.getLocalPort();
    }

    /** Resets what is connected and what will be. */
    public void cut() {
        become(Mode.CUT);
        pipes.forEach(Pipe::reset);
    }

    /** Swallows everything, as a peer does whose machine has lost its power. */
    public void halfOpen() {
        become(Mode.HALF_OPEN);
        pipes.forEach(Pipe::deafen);
    }

    /** Passes nothing on, and takes nothing more than the buffers hold. */
    public void stall() {
        become(Mode.STALLED);
    }

    /** Passes everything on again. What was swallowed is lost, so those connections are reset. */
    public void restore() {
        become(Mode.OPEN);
        pipes.stream().filter(Pipe::isDeaf).forEach(Pipe::reset);
    }

    private synchronized void become(Mode next) {
        mode = next;
        notifyAll();
    }

    /** Waits while stalled; then whether bytes may pass. */
    synchronized boolean passes() throws InterruptedException {
        while (mode == Mode.STALLED && !closed) {
            wait();
        }
        return mode == Mode.OPEN;
    }

    synchronized boolean swallows() {
        return mode == Mode.HALF_OPEN;
    }

    private synchronized Mode mode() {
        return mode;
    }

    void ended(Pipe pipe) {
        pipes.remove(pipe);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().name("proxy-" + name).start(() -> serve(client));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(name + " accepts no more", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        Socket upstream = new Socket();
        Pipe pipe = new Pipe(this, client, upstream);
        pipes.add(pipe);
        try {
            switch (mode()) {
                case CUT -> pipe.reset();
                case HALF_OPEN -> {
                    pipe.deafen();
                    pipe.pump(client, upstream);
                }
                case OPEN, STALLED -> {
                    upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
                    pipe.run();
                }
            }
        } catch (IOException e) {
            pipe.reset();
        }
    }

    @Override
    public void close() {
        closed = true;
        become(Mode.CUT);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pipes.forEach(Pipe::reset);
    }
}
