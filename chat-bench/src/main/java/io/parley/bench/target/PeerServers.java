package io.parley.bench.target;

import io.parley.bench.machine.ProcessTrees;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Ports;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.Place;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with the settings of Parley's own, for those that Parley is compared with; only the one that is being
 * measured uses it.
 */
public final class PeerServers implements AutoCloseable {
    private final Path folder;
    private final PostgresServer postgres;

    private PeerServers(Path folder, PostgresServer postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /** Starts it, empty. */
    public static PeerServers start(Checkout checkout) {
        Path folder = checkout.home().resolve("bench/peer-servers");
        try {
            Folders.delete(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var postgres = new PostgresServer(Place.below(checkout, folder, ServerKind.POSTGRES, true), Ports.free());
        postgres.start();
        return new PeerServers(folder, postgres);
    }

    public Endpoint.Postgres postgres() {
        return postgres.endpoint();
    }

    /** PostgreSQL's first process. */
    public long pid() {
        @Nullable GuardedProcess process = postgres.process();
        if (process == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return process.pid();
    }

    /** PostgreSQL with all its processes. */
    public ProcessTrees processes() {
        return new ProcessTrees(Map.of("PostgreSQL", pid()));
    }

    /** Where PostgreSQL writes. */
    public Path data() {
        return postgres.place().data();
    }

    /** For what a peer of that name writes. */
    public Path folder(String peer) {
        return folder.resolve(peer);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
