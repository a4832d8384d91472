package io.parley.ledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything that one device was given, connection after connection. Safe for use by many threads. */
public final class Stream {
    private final UUID application;
    private final String user;
    private final String device;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Seen> read = new ArrayList<>();

    /** @param device as reports name it */
    public Stream(UUID application, String user, String device) {
        this.application = application;
        this.user = user;
        this.device = device;
    }

    /** One life of a socket: the events as they came, in their order. */
    public static final class Connection {
        private final String gateway;
        private final List<Seen> events = new ArrayList<>();

        private Connection(String gateway) {
            this.gateway = gateway;
        }

        public String gateway() {
            return gateway;
        }

        public synchronized void add(Seen seen) {
            events.add(seen);
        }

        public synchronized List<Seen> events() {
            return List.copyOf(events);
        }
    }

    public UUID application() {
        return application;
    }

    public String user() {
        return user;
    }

    public String device() {
        return device;
    }

    /** A socket was opened. */
    public synchronized Connection connected(String gateway) {
        Connection connection = new Connection(gateway);
        connections.add(connection);
        return connection;
    }

    /** What the device read by REST since the server had told it to, by {@code reset} or by its own joining. */
    public synchronized void read(List<Seen> changes) {
        read.addAll(changes);
    }

    public synchronized List<Connection> connections() {
        return List.copyOf(connections);
    }

    public synchronized List<Seen> read() {
        return List.copyOf(read);
    }
}
