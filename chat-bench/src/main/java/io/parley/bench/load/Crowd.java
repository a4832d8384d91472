package io.parley.bench.load;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Connection;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.LoadLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * All connections to one server. What comes goes to the traffic of the moment; without one, a delivery or a refusal is
 * remembered and voids the next run.
 */
public final class Crowd implements Connection.Listener, AutoCloseable {
    /** New connections under way at once: a storm is a workload of its own. */
    private static final int AT_ONCE = 64;

    private final LoadLoop loop;
    private final Dialect dialect;
    private final List<InetSocketAddress> servers;
    private final List<Connection> connections = new ArrayList<>();
    private Connection.@Nullable Listener traffic;
    private @Nullable Opening opening;

    /** Connections go to the servers in turn. */
    public Crowd(LoadLoop loop, Dialect dialect, List<InetSocketAddress> servers) {
        this.loop = loop;
        this.dialect = dialect;
        this.servers = List.copyOf(servers);
    }

    /** Those who are being connected, at most so many at a time. */
    private final class Opening {
        private final List<Account> accounts;
        private final int atOnce;
        private final boolean resuming;
        private final CompletableFuture<List<Connection>> done = new CompletableFuture<>();
        private final List<Connection> opened = new ArrayList<>();
        private int ready;

        Opening(List<Account> accounts, int atOnce, boolean resuming) {
            this.accounts = accounts;
            this.atOnce = atOnce;
            this.resuming = resuming;
        }

        void more() {
            while (opened.size() < accounts.size() && opened.size() - ready < atOnce) {
                opened.add(resuming ? again(opened.size()) : open(accounts.get(opened.size())));
            }
            if (ready == accounts.size()) {
                opening = null;
                done.complete(opened);
            }
        }

        private Connection open(Account account) {
            int index = connections.size();
            Connection connection = loop.connect(server(index), index, dialect.open(account), account, Crowd.this);
            connections.add(connection);
            return connection;
        }

        private Connection again(int index) {
            Connection before = connections.get(index);
            Dialect.Session session = dialect.resume(before.account(), before.session());
            Connection connection = loop.connect(server(index), index, session, before.account(), Crowd.this);
            connections.set(index, connection);
            return connection;
        }
    }

    private InetSocketAddress server(int index) {
        return servers.get(index % servers.size());
    }

    /** The thread that all of this runs on. */
    public LoadLoop loop() {
        return loop;
    }

    /** Connects them all, in order, and waits until each is ready. */
    public List<Connection> connect(List<Account> accounts, long seconds) {
        return begin(accounts, AT_ONCE, false, seconds);
    }

    /** Connects all again that were dropped, all at once, each going on where it ended. */
    public List<Connection> reconnect(long seconds) {
        List<Account> accounts = connections.stream().map(Connection::account).toList();
        return begin(accounts, Integer.MAX_VALUE, true, seconds);
    }

    private List<Connection> begin(List<Account> accounts, int atOnce, boolean resuming, long seconds) {
        Opening begun = new Opening(accounts, atOnce, resuming);
        loop.call(() -> {
            opening = begun;
            begun.more();
            return begun;
        });
        try {
            return begun.done.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LoadException(
                    "Only %d of %d connections were ready after %d s".formatted(begun.ready, accounts.size(), seconds));
        } catch (ExecutionException e) {
            throw LoadException.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted");
        }
    }

    /** Who hears from now on what comes; on the loop's thread. */
    void hear(Connection.@Nullable Listener listener) {
        traffic = listener;
    }

    public int size() {
        return connections.size();
    }

    /** Ends all without a farewell. */
    public void drop() {
        loop.call(() -> {
                    connections.forEach(Connection::drop);
                    return connections;
                })
                .join();
    }

    @Override
    public void ready(Connection connection) {
        if (opening != null) {
            opening.ready++;
            opening.more();
        }
    }

    @Override
    public void acked(Connection connection, long number) {
        if (traffic != null) {
            traffic.acked(connection, number);
        }
    }

    @Override
    public void delivered(Connection connection, long number) {
        if (traffic != null) {
            traffic.delivered(connection, number);
        }
    }

    @Override
    public void failed(Connection connection, String what) {
        if (traffic != null) {
            traffic.failed(connection, what);
        } else if (opening != null) {
            opening.done.completeExceptionally(new LoadException(connection.account() + ": " + what));
        }
    }

    @Override
    public void close() {
        drop();
    }
}
