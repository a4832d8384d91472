package io.parley.ledger.traffic;

import io.parley.client.ParleyException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Sync;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Reads by REST what a device was told to read: after a {@code reset}, and when it joins a chat while connected. */
final class Reader {
    private static final int PAGE = 500;
    private static final long PAUSE_MILLIS = 300;

    private final Tenant tenant;
    private final Person person;
    private final Stream stream;
    private final Known known;
    private final BooleanSupplier givenUp;
    private final AtomicInteger running = new AtomicInteger();

    Reader(Tenant tenant, Person person, Stream stream, Known known, BooleanSupplier givenUp) {
        this.tenant = tenant;
        this.person = person;
        this.stream = stream;
        this.known = known;
        this.givenUp = givenUp;
    }

    /** Begins to read the gap of that chat. */
    void read(String chat) {
        running.incrementAndGet();
        Thread.ofVirtual().name("read-" + chat).start(() -> {
            try {
                untilRead(chat);
            } finally {
                running.decrementAndGet();
            }
        });
    }

    /** Whether nothing is being read. */
    boolean idle() {
        return running.get() == 0;
    }

    private void untilRead(String chat) {
        for (int attempt = 0; !givenUp.getAsBoolean(); attempt++) {
            try {
                long after = known.gapAfter(chat);
                if (after >= 0) {
                    stream.read(all(chat, after, attempt));
                    known.closed(chat, after);
                }
                return;
            } catch (ParleyException e) {
                if (e.code() == ErrorCode.CHAT_NOT_FOUND || e.code() == ErrorCode.APPLICATION_NOT_FOUND) {
                    // Removed meanwhile; the gap is read when the person is back.
                    return;
                }
                Pause.of(PAUSE_MILLIS);
            }
        }
    }

    private List<Seen> all(String chat, long from, int core) {
        List<Seen> changes = new ArrayList<>();
        long after = from;
        while (true) {
            Sync.ChatChanges page = person.in(tenant.id(), core).chat(chat).changes(after, PAGE);
            long now = System.currentTimeMillis();
            page.changes().forEach(event -> changes.add(Seen.of(event, now)));
            after = page.rev();
            if (!page.more()) {
                return changes;
            }
        }
    }
}
