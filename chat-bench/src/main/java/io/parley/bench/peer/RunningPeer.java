package io.parley.bench.peer;

import io.parley.bench.wire.Dialect;
import io.parley.stack.process.GuardedProcess;
import java.net.InetSocketAddress;

/**
 * A peer that serves.
 *
 * @param process its first process; all others are below it
 * @param address where clients connect to
 * @param dialect how it is spoken to
 * @param database where it stores
 * @param storedMessages a query on that database that gives each stored message's chat, sender and text, once
 */
public record RunningPeer(
        GuardedProcess process,
        InetSocketAddress address,
        Dialect dialect,
        PeerDatabase database,
        String storedMessages)
        implements AutoCloseable {
    /** Stops it cleanly and waits. */
    @Override
    public void close() {
        process.stop();
    }
}
