package io.parley.bench.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One connection of the driver. Only the loop's thread touches it. */
public final class Connection implements Dialect.Inbox {
    /** What a connection's owner hears. */
    public interface Listener {
        void ready(Connection connection);

        void acked(Connection connection, long number);

        void delivered(Connection connection, long number);

        /** The server refused something, or the connection ended although nobody closed it. */
        void failed(Connection connection, String what);
    }

    private final Account account;
    private final Dialect.Session session;
    private final Listener listener;
    private final SelectionKey key;
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();
    private byte @Nullable [] unread;
    private final int index;
    private boolean closed;

    Connection(int index, Account account, Dialect.Session session, Listener listener, SelectionKey key) {
        this.index = index;
        this.account = account;
        this.session = session;
        this.listener = listener;
        this.key = key;
        key.attach(this);
    }

    public Account account() {
        return account;
    }

    /** Its place among the connections of the one who opened it. */
    public int index() {
        return index;
    }

    /** The dialect's side of it; what a later connection resumes from. */
    public Dialect.Session session() {
        return session;
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }

    /** Sends a message. */
    public void send(String chat, long number, byte[] text) {
        reply(session.send(chat, number, text));
    }

    /** Ends it without a farewell, as a client does that loses its network. */
    public void drop() {
        if (!closed) {
            closed = true;
            key.cancel();
            try {
                channel().close();
            } catch (IOException _) {
                // It is gone, which is what was wanted.
            }
        }
    }

    void turn(byte[] buffer) {
        try {
            if (key.isConnectable() && channel().finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                reply(session.opening());
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                receive(buffer);
            }
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void receive(byte[] buffer) throws IOException {
        int begun = 0;
        if (unread != null) {
            begun = unread.length;
            System.arraycopy(unread, 0, buffer, 0, begun);
            unread = null;
        }
        int count = channel().read(ByteBuffer.wrap(buffer, begun, buffer.length - begun));
        if (count < 0) {
            fail("ended by the server");
            return;
        }
        int end = begun + count;
        int consumed = session.read(buffer, 0, end, this);
        if (consumed < end) {
            unread = Arrays.copyOfRange(buffer, consumed, end);
        }
    }

    private void fail(String what) {
        if (!closed) {
            drop();
            listener.failed(this, what);
        }
    }

    @Override
    public void reply(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        unwritten.add(ByteBuffer.wrap(bytes));
        if (unwritten.size() == 1) {
            try {
                flush();
            } catch (IOException e) {
                fail(String.valueOf(e.getMessage()));
            }
        }
    }

    private void flush() throws IOException {
        while (!unwritten.isEmpty()) {
            channel().write(unwritten.peek());
            if (unwritten.peek().hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            unwritten.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    @Override
    public void ready() {
        listener.ready(this);
    }

    @Override
    public void acked(long number) {
        listener.acked(this, number);
    }

    @Override
    public void delivered(long number) {
        listener.delivered(this, number);
    }

    @Override
    public void refused(String what) {
        listener.failed(this, what);
    }
}
