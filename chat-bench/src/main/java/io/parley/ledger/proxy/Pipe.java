package io.parley.ledger.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through a proxy: two sockets, and a thread for each direction. */
final class Pipe {
    private static final int BUFFER = 32 * 1024;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket upstream;
    private volatile boolean deaf;

    Pipe(TcpProxy proxy, Socket client, Socket upstream) {
        this.proxy = proxy;
        this.client = client;
        this.upstream = upstream;
    }

    /** From now on everything is swallowed. */
    void deafen() {
        deaf = true;
    }

    /** Whether something of it was, or may have been, swallowed. */
    boolean isDeaf() {
        return deaf;
    }

    /** Passes on, both ways, until it ends. */
    void run() throws IOException {
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        Thread.ofVirtual().name("pipe").start(() -> pump(upstream, client));
        pump(client, upstream);
    }

    /** One direction. What ends while everything is swallowed is not told to the other side. */
    void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (proxy.passes() && !deaf) {
                    OutputStream out = to.getOutputStream();
                    out.write(buffer, 0, read);
                } else {
                    deaf = true;
                }
            }
        } catch (IOException e) {
            // Reset by one of the sides, or by a cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!(deaf && proxy.swallows())) {
            end();
        }
    }

    private void end() {
        proxy.ended(this);
        close(client);
        close(upstream);
    }

    /** Ends both sides as a lost connection ends: with RST, without the rest of the bytes. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            upstream.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        end();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
