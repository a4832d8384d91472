package io.parley.stack.up;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.server.Progress;
import io.parley.stack.server.ServerKind;
import java.util.Optional;
import java.util.Set;

/**
 * A server that runs elsewhere; it is neither started nor checked here, the services will say when they cannot reach it.
 *
 * @param variable the environment variable that points to it
 */
record ExternalPart(ServerKind kind, String variable, String address) implements Part {
    @Override
    public String name() {
        return kind.id();
    }

    @Override
    public String title() {
        return kind.title();
    }

    @Override
    public String address() {
        return address + "  (elsewhere, by " + variable + ")";
    }

    @Override
    public Set<Integer> ports() {
        return Set.of();
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void start(Progress progress) {}

    @Override
    public void stop() {}

    @Override
    public boolean healthy() {
        return true;
    }

    @Override
    public Optional<GuardedProcess> process() {
        return Optional.empty();
    }
}
