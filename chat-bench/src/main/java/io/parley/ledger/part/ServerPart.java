package io.parley.ledger.part;

import io.parley.stack.StackException;
import io.parley.stack.layout.Folders;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of the servers. */
public final class ServerPart extends Part {
    private final Server server;

    ServerPart(Server server) {
        super(server.kind().id());
        this.server = server;
    }

    @Override
    @Nullable
    GuardedProcess process() {
        return server.process();
    }

    @Override
    void attempt() {
        server.start();
    }

    @Override
    public boolean serves() {
        return server.running();
    }

    /** Where its data lie. */
    public Path data() {
        return server.place().data();
    }

    /** Removes all its data, while it does not run. The folder itself stays: it may be a mounted one. */
    public void wipe() {
        try (Stream<Path> entries = Files.list(data())) {
            List<Path> all = entries.toList();
            for (Path entry : all) {
                Folders.delete(entry);
            }
        } catch (IOException e) {
            throw new StackException(name() + " cannot be wiped: " + e.getMessage(), e);
        }
    }

    void stop() {
        server.stop();
    }
}
