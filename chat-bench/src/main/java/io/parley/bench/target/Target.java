package io.parley.bench.target;

import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A chat server that is put under load. */
public interface Target extends AutoCloseable {
    /** Its name in reports. */
    String name();

    /** What it is, for people. */
    String title();

    /** Where its sockets are. */
    List<InetSocketAddress> sockets();

    Dialect dialect();

    /** The processes that work for a message, with the databases that they use. */
    ProcessTrees processes();

    /** The members of each of the chats, each with that chat as the only one. What is missing is made. */
    List<List<Account>> chats(Layout layout);

    /** What it has stored of {@code count} messages with numbers above {@code base}; nothing where it stores none. */
    Optional<Stored> stored(long base, long count);

    @Override
    void close();
}
