package io.parley.indexer.event;

import io.parley.amqp.Delivery;
import io.parley.contract.broker.EventBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery and what is in it.
 *
 * @param size in bytes
 * @param read the events that could be read
 * @param unreadable those that could not
 */
record Bundle(Delivery delivery, int size, List<Read> read, List<Unreadable> unreadable) {

    /** An event and what it means. */
    record Read(EventBundle.Entry entry, Change change) {
        Instant committedAt() {
            return entry.envelope().committedAt();
        }
    }

    /** A piece of a bundle that is not an event, as it came. */
    record Unreadable(byte[] bytes, String reason) {}

    static Bundle of(Delivery delivery) {
        byte[] body = delivery.body();
        List<Read> read = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        List<EventBundle.Entry> entries;
        try {
            entries = EventBundle.decode(body);
        } catch (RuntimeException e) {
            return new Bundle(delivery, body.length, List.of(), List.of(new Unreadable(body, reason(e))));
        }
        for (EventBundle.Entry entry : entries) {
            try {
                read.add(new Read(entry, Change.of(entry)));
            } catch (RuntimeException e) {
                unreadable.add(new Unreadable(EventBundle.encode(List.of(entry)), reason(e)));
            }
        }
        return new Bundle(delivery, body.length, List.copyOf(read), List.copyOf(unreadable));
    }

    /** The first line only: the rest of a parser's message quotes what it read, and logs hold no messages of users. */
    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
