package io.parley.indexer.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** A way to a shared server that can be cut for one test, without harm to those who use the server too. */
public final class Tunnel implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final BooleanSupplier shut;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Opens one.
     *
     * @param shut whether nothing shall pass at the moment
     */
    public Tunnel(String host, int port, BooleanSupplier shut) {
        this.target = new InetSocketAddress(host, port);
        this.shut = shut;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                dig(server.accept());
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A closing server socket may give out one more connection: then, and while shut, it ends here. */
    private synchronized void dig(Socket client) throws IOException {
        if (shut.getAsBoolean() || server.isClosed()) {
            client.close();
            return;
        }
        Socket far = new Socket();
        far.connect(target);
        open.add(client);
        open.add(far);
        Thread.ofVirtual().start(() -> pump(client, far));
        Thread.ofVirtual().start(() -> pump(far, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0 && !shut.getAsBoolean(); n = in.read(piece)) {
                out.write(piece, 0, n);
            }
        } catch (IOException e) {
            // One side has closed; the other is closed on the way out.
        } finally {
            open.remove(from);
        }
    }

    /** Breaks every connection, without a word of farewell in the protocol above. */
    @Override
    public synchronized void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
