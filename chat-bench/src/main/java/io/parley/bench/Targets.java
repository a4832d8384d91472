package io.parley.bench;

import io.parley.bench.peer.Peer;
import io.parley.bench.peer.PeerTarget;
import io.parley.bench.peer.PeerUnavailable;
import io.parley.bench.peer.TokenIssuer;
import io.parley.bench.target.BareTarget;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.target.PeerServers;
import io.parley.bench.target.Realm;
import io.parley.bench.target.Target;
import io.parley.stack.layout.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is measured in one invocation, started. One of them works at a time; the others are idle. */
final class Targets implements AutoCloseable {
    /** The name of Parley itself. */
    static final String PARLEY = "parley";

    /** The name of the fan-out without a store. */
    static final String BARE = "bare";

    /**
     * What to start.
     *
     * @param names {@value #PARLEY}, {@value #BARE}, and names of peers
     */
    record Wanted(List<String> names, int users) {}

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Target> all = new ArrayList<>();
    private @Nullable PeerServers servers;

    private Targets() {}

    /** Starts them; {@code say} hears how far it is. A peer that this machine cannot run is left out, and said so. */
    static Targets start(Checkout checkout, Wanted wanted, Consumer<String> say) {
        Targets targets = new Targets();
        try {
            targets.open(checkout, wanted, say);
            return targets;
        } catch (RuntimeException e) {
            targets.close();
            throw e;
        }
    }

    private void open(Checkout checkout, Wanted wanted, Consumer<String> say) {
        PeerServers database = opened(PeerServers.start(checkout));
        servers = database;
        if (wanted.names().contains(BARE)) {
            all.add(opened(BareTarget.start(checkout)));
        }
        if (wanted.names().stream().allMatch(BARE::equals)) {
            return;
        }
        say.accept("Keycloak with %,d users, and a token of each".formatted(wanted.users()));
        Realm realm = opened(Realm.start(checkout, wanted.users()));
        for (String name : wanted.names()) {
            if (name.equals(PARLEY)) {
                say.accept("Parley with its servers");
                all.add(opened(ParleyTarget.start(checkout, realm)));
            } else if (!name.equals(BARE)) {
                peers(Peer.named(name, checkout), database, realm, say);
            }
        }
    }

    private void peers(List<Peer> peers, PeerServers database, Realm realm, Consumer<String> say) {
        for (Peer peer : peers) {
            say.accept(peer.title());
            try {
                peer.install();
                all.add(opened(PeerTarget.start(
                        peer,
                        new PeerTarget.Surroundings(
                                database.postgres(),
                                database.pid(),
                                peer.id().replace('-', '_'),
                                database.folder(peer.id()),
                                TokenIssuer.of(realm.endpoint()),
                                realm.accounts()))));
            } catch (PeerUnavailable e) {
                say.accept("Without " + peer.id() + ": " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    /** Those that run. */
    List<Target> all() {
        return List.copyOf(all);
    }

    /** The PostgreSQL that is not Parley's: what of it is free is measured there. */
    PeerServers servers() {
        if (servers == null) {
            throw new IllegalStateException("not started");
        }
        return servers;
    }

    @Override
    public void close() {
        for (AutoCloseable part : open.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("Not stopped cleanly: " + e.getMessage());
            }
        }
    }
}
