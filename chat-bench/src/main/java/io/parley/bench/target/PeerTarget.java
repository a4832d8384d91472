package io.parley.bench.target;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.peer.Peer;
import io.parley.bench.peer.PeerUnavailable;
import io.parley.bench.peer.RunningPeer;
import io.parley.bench.peer.TokenIssuer;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Another chat server, with users of the same realm. */
final class PeerTarget implements Target {
    private final Peer peer;
    private final List<Population.Person> people;
    private final RunningPeer running;
    private final long postgres;

    private PeerTarget(Peer peer, List<Population.Person> people, RunningPeer running, long postgres) {
        this.peer = peer;
        this.people = people;
        this.running = running;
        this.postgres = postgres;
    }

    /** Installs it where it is missing, and starts it with all chats of the run: it cannot make some later. */
    static PeerTarget start(Peer peer, PeerServers servers, Realm realm, List<Layout> layouts) throws PeerUnavailable {
        peer.install();
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (Layout layout : layouts) {
            for (int i = 0; i < layout.chats(); i++) {
                members.put(
                        layout.chat(i),
                        layout.users(i).stream()
                                .map(user -> realm.people().get(user).id())
                                .toList());
            }
        }
        var population = new io.parley.bench.peer.Population(members, TokenIssuer.of(realm.endpoint()));
        RunningPeer running = peer.start(
                servers.database(peer.id()), servers.folder(peer.id()).toAbsolutePath(), population);
        return new PeerTarget(peer, realm.people(), running, servers.pid());
    }

    @Override
    public String name() {
        return peer.id();
    }

    @Override
    public String title() {
        return peer.title();
    }

    @Override
    public List<InetSocketAddress> sockets() {
        return List.of(running.address());
    }

    @Override
    public Dialect dialect() {
        return running.dialect();
    }

    @Override
    public ProcessTrees processes() {
        Map<String, Long> roots = new LinkedHashMap<>();
        roots.put("server", running.process().pid());
        roots.put("PostgreSQL", postgres);
        return new ProcessTrees(roots);
    }

    @Override
    public List<List<Account>> chats(Layout layout) {
        return IntStream.range(0, layout.chats())
                .mapToObj(chat -> layout.users(chat).stream()
                        .map(people::get)
                        .map(person -> new Account(person.id(), person.token(), "", List.of(layout.chat(chat))))
                        .toList())
                .toList();
    }

    @Override
    public Optional<Stored> stored(long base, long count) {
        try (Connection connection = running.database().connect()) {
            return Optional.of(StoredQuery.count(connection, columns(), base, count));
        } catch (SQLException e) {
            throw new LoadException("The database of " + name() + " cannot be read: " + e.getMessage());
        }
    }

    /** The peer's query gives chat, sender and text; its columns have names of their own. */
    private String columns() {
        return "select text from (" + running.storedMessages() + ") as message (chat, sender, text)";
    }

    @Override
    public void close() {
        running.close();
    }
}
