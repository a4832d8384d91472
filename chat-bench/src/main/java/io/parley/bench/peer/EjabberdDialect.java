package io.parley.bench.peer;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import java.util.concurrent.atomic.AtomicLong;

/**
 * XMPP (RFC 6120) and its group chats (XEP-0045), as ejabberd speaks them. A room tells a sender what it tells all others,
 * once it is archived: that is the acknowledgement.
 */
final class EjabberdDialect implements Dialect {
    static final String HOST = "localhost";
    static final String ROOMS = "rooms." + HOST;

    private final AtomicLong opened = new AtomicLong();

    @Override
    public Session open(Account account) {
        // A name of its own in the rooms for each connection: what a user sends by one is not acknowledged to another.
        return new XmppSession(account, account.user() + "." + opened.incrementAndGet());
    }
}
