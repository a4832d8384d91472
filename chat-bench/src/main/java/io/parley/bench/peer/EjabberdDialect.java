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
        // A name of its own for each connection, in the rooms and as a user: what is sent by one is not acknowledged to
        // another, and an anonymous user of ejabberd is removed, with all its connections, when one of them ends.
        return new XmppSession(account, account.user() + "." + opened.incrementAndGet());
    }
}
