package io.parley.bench.target;

import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import java.net.InetSocketAddress;
import java.util.List;

/** A chat server that is put under load. */
public interface Target extends AutoCloseable {
    /** Its name in reports. */
    String name();

    /** Where its sockets are. */
    List<InetSocketAddress> sockets();

    Dialect dialect();

    /** The processes that work for a message, with the databases that they use. */
    ProcessTrees processes();

    /**
     * Makes that many chats with that many members each, no user in two of them, under names that begin so.
     *
     * @return the members of each chat, each with that chat as the only one
     */
    List<List<Account>> chats(String prefix, int chats, int members);

    /** How many messages with numbers above {@code base} it has stored: different ones, by their content. */
    long stored(long base, long count);

    @Override
    void close();
}
