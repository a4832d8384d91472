package io.parley.bench.bare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One thread that takes a message from a socket and writes it to the sockets of its chat, encoded once, with one write to
 * a socket for all that came in one turn. It speaks what the driver uses of Parley's socket protocol. Nothing is stored,
 * checked or numbered beyond what the frames need; a connection is in the chat that its token names.
 */
public final class BareServer {
    private static final int BACKLOG = 4096;
    private static final int BUFFER = 1 << 18;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Map<String, BareRoom> rooms = new HashMap<>();
    private final List<BareConnection> unflushed = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    private BareServer(int port) throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** The one argument is the port. */
    public static void main(String[] arguments) throws IOException {
        new BareServer(Integer.parseInt(arguments[0])).serve();
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(this::turn);
            for (BareConnection connection : unflushed) {
                connection.flush();
            }
            unflushed.clear();
        }
    }

    private void turn(SelectionKey key) {
        if (key.channel() == listening) {
            accept();
            return;
        }
        BareConnection connection = (BareConnection) key.attachment();
        if (key.isValid() && key.isWritable()) {
            connection.flush();
        }
        if (key.isValid() && key.isReadable()) {
            connection.receive(buffer);
        }
    }

    private void accept() {
        try {
            for (var channel = listening.accept(); channel != null; channel = listening.accept()) {
                register(channel);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void register(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new BareConnection(this, key));
    }

    /** The chat of that name. */
    BareRoom room(String name) {
        return rooms.computeIfAbsent(name, BareRoom::new);
    }

    /** It has something to write at the end of this turn. */
    void written(BareConnection connection) {
        unflushed.add(connection);
    }
}
