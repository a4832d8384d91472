package io.parley.bench.peer;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.target.Target;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Number48;
import io.parley.stack.server.Endpoint;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        roots.put(peer.id(), running.process().pid());
        roots.put("PostgreSQL", surroundings.postgresPid());
        return new ProcessTrees(roots);
    }

    @Override
    public List<List<Account>> chats(String prefix, int chats, int members) {
        if (chats * members > surroundings.people().size()) {
            throw new LoadException("%d users are not enough for %d chats of %d"
                    .formatted(surroundings.people().size(), chats, members));
        }
        List<List<Account>> made = new ArrayList<>();
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (int i = 0; i < chats; i++) {
            String chat = prefix + "-" + i;
            List<Account> seats = surroundings.people().subList(i * members, (i + 1) * members).stream()
                    .map(person -> new Account(person.user(), person.token(), "", List.of(chat)))
                    .toList();
            made.add(seats);
            ids.put(chat, seats.stream().map(Account::user).toList());
        }
        peer.admit(running.database(), ids);
        return made;
    }

    @Override
    public long stored(long base, long count) {
        // The number is how a text begins; in C's order the numbers' texts are in theirs.
        String sql = """
                select count(distinct text) from (%s) as stored (chat, sender, text)
                 where left(text, %d) collate "C" > ? and left(text, %d) collate "C" <= ? and length(text) = 100
                """.formatted(running.storedMessages(), Number48.LENGTH, Number48.LENGTH);
        return running.database().number(sql, Number48.text(base), Number48.text(base + count));
    }

    @Override
    public void close() {
        running.close();
    }
}
