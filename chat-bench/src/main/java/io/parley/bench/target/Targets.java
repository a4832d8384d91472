package io.parley.bench.target;

import io.parley.bench.peer.Peer;
import io.parley.bench.peer.PeerUnavailable;
import io.parley.stack.layout.Checkout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is measured in one invocation, started. One of them works at a time; the others are idle. */
public final class Targets implements AutoCloseable {
    /** The name of Parley itself. */
    public static final String PARLEY = "parley";

    /** The name of the fan-out without a store. */
    public static final String BARE = "bare";

    /**
     * What to start.
     *
     * @param names {@value #PARLEY}, {@value #BARE}, and names of peers
     * @param layouts all chats of the run
     */
    public record Wanted(List<String> names, Collection<Layout> layouts, int users) {}

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Target> all = new ArrayList<>();
    private @Nullable ParleyTarget parley;
    private @Nullable PeerServers servers;

    private Targets() {}

    /** Starts them; {@code say} hears how far it is. A peer that this machine cannot run is left out, and said so. */
    public static Targets start(Checkout checkout, Wanted wanted, Consumer<String> say) {
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
                parley = opened(ParleyTarget.start(checkout, realm));
                all.add(parley);
            } else if (!name.equals(BARE)) {
                peers(checkout, name, database, realm, wanted, say);
            }
        }
    }

    private void peers(
            Checkout checkout,
            String name,
            PeerServers database,
            Realm realm,
            Wanted wanted,
            Consumer<String> say) {
        for (Peer peer : Peer.named(name, checkout)) {
            say.accept(peer.title());
            try {
                all.add(opened(PeerTarget.start(peer, database, realm, List.copyOf(wanted.layouts()))));
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
    public List<Target> all() {
        return List.copyOf(all);
    }

    /** Parley, where it is among them. */
    public Optional<ParleyTarget> parley() {
        return Optional.ofNullable(parley);
    }

    /** The PostgreSQL that is not Parley's: what of it is free is measured there. */
    public PeerServers servers() {
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
