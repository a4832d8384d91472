package io.parley.indexer.event;

import io.parley.amqp.Delivery;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
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

    /** Why it cannot be indexed, and which one it is. */
    static Unreadable refused(EventBundle.Entry entry, String reason) {
        return new Unreadable(EventBundle.encode(List.of(entry)), where(entry) + ": " + reason);
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
            return new Bundle(
                    delivery, body.length, List.of(), List.of(new Unreadable(body, "no bundle: " + reason(e))));
        }
        for (EventBundle.Entry entry : entries) {
            try {
                read.add(new Read(entry, Change.of(entry)));
            } catch (RuntimeException e) {
                unreadable.add(refused(entry, reason(e)));
            }
        }
        return new Bundle(delivery, body.length, List.copyOf(read), List.copyOf(unreadable));
    }

    /** Without the words of a parser, which quote what it read: logs hold nothing of what users wrote. */
    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return e instanceof ContractException refusal
                ? refusal.detail()
                : cause.getClass().getSimpleName();
    }

    private static String where(EventBundle.Entry entry) {
        Envelope envelope = entry.envelope();
        return "application %s, chat %s, rev %d, %s"
                .formatted(envelope.application(), envelope.chat(), envelope.rev(), envelope.type());
    }
}
