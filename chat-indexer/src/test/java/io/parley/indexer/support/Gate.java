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

/**
 * Stands between the indexer and the search engine that it shares with other tests, so that the engine can be away for
 * this indexer alone. Its state is a system property: the test and the resource that starts this have different class
 * loaders.
 */
public final class Gate implements AutoCloseable {
    private static final String CLOSED = "parley.test.gate.closed";
    private static final String TARGET = "parley.test.gate.target";

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Gate(String host, int port) throws IOException {
        target = new InetSocketAddress(host, port);
        System.setProperty(TARGET, host + ":" + port);
        System.clearProperty(CLOSED);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Host and port of the engine behind it. */
    public static String engine() {
        return System.getProperty(TARGET);
    }

    /** Lets nothing through any more, and breaks what goes through. */
    public static void shut() {
        System.setProperty(CLOSED, "true");
    }

    public static void open() {
        System.clearProperty(CLOSED);
    }

    private static boolean isShut() {
        return System.getProperty(CLOSED) != null;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                if (isShut()) {
                    client.close();
                } else {
                    Socket engine = new Socket();
                    engine.connect(target);
                    Thread.ofVirtual().start(() -> pump(client, engine));
                    Thread.ofVirtual().start(() -> pump(engine, client));
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Socket from, Socket to) {
        open.add(from);
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[16 * 1024];
            for (int n = in.read(bytes); n >= 0 && !isShut(); n = in.read(bytes)) {
                out.write(bytes, 0, n);
            }
        } catch (IOException e) {
            // One side has closed; the other is closed on the way out.
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
