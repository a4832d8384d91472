package io.parley.bench.peer;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.target.Layout;
import io.parley.bench.target.Stored;
import io.parley.bench.target.StoredQuery;
import io.parley.bench.target.Target;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.stack.server.Endpoint;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A peer under load, with its database in a PostgreSQL that others may use, though not at the same time. */
public final class PeerTarget implements Target {
    /**
     * What a peer needs of the run that it is part of.
     *
     * @param postgres where its database is made
     * @param postgresPid first process of that PostgreSQL, which works for the peer's messages too
     * @param database name of a database that does not exist yet
     * @param folder for what the peer writes
     * @param issuer whose tokens these people have
     * @param people users with their tokens
     */
    public record Surroundings(
            Endpoint.Postgres postgres,
            long postgresPid,
            String database,
            Path folder,
            TokenIssuer issuer,
            List<Account> people) {
        public Surroundings {
            people = List.copyOf(people);
        }
    }

    private final Peer peer;
    private final RunningPeer running;
    private final Surroundings surroundings;
    private final Map<Layout, List<List<Account>>> made = new LinkedHashMap<>();

    private PeerTarget(Peer peer, RunningPeer running, Surroundings surroundings) {
        this.peer = peer;
        this.running = running;
        this.surroundings = surroundings;
    }

    /** Starts an installed peer. */
    public static PeerTarget start(Peer peer, Surroundings surroundings) {
        PeerDatabase database = PeerDatabase.create(surroundings.postgres(), surroundings.database());
        return new PeerTarget(peer, peer.start(database, surroundings.folder(), surroundings.issuer()), surroundings);
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
        roots.put("PostgreSQL", surroundings.postgresPid());
        return new ProcessTrees(roots);
    }

    @Override
    public List<List<Account>> chats(Layout layout) {
        return made.computeIfAbsent(layout, this::make);
    }

    private List<List<Account>> make(Layout layout) {
        List<Account> people = surroundings.people();
        if (layout.lastUser() > people.size()) {
            throw new LoadException("%d users are not enough for %s chats".formatted(people.size(), layout));
        }
        List<List<Account>> all = new ArrayList<>();
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (int i = 0; i < layout.chats(); i++) {
            String chat = layout.chat(i);
            List<Account> seats = layout.users(i).stream()
                    .map(people::get)
                    .map(person -> new Account(person.user(), person.token(), "", List.of(chat)))
                    .toList();
            all.add(seats);
            ids.put(chat, seats.stream().map(Account::user).toList());
        }
        peer.admit(running.database(), ids);
        return all;
    }

    @Override
    public Optional<Stored> stored(long base, long count) {
        try (Connection connection = running.database().connect()) {
            String texts = "select text from (" + running.storedMessages() + ") as message (chat, sender, text)";
            return Optional.of(StoredQuery.count(connection, texts, base, count));
        } catch (SQLException e) {
            throw new LoadException("The database of " + name() + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
