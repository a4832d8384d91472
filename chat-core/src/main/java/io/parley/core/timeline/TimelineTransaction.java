package io.parley.core.timeline;

import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Event;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

/** A transaction that holds the lock of one chat's row. */
public final class TimelineTransaction {
    private final Connection connection;
    private final UUID application;
    private final LockedChat chat;
    private final Instant now;
    private final List<EventBundle.Entry> entries = new ArrayList<>();
    private long lastRev;
    private long changedRev;

    TimelineTransaction(Connection connection, UUID application, LockedChat chat, Instant now) {
        this.connection = connection;
        this.application = application;
        this.chat = chat;
        this.now = now;
        this.lastRev = chat.lastRev();
        this.changedRev = chat.changedRev();
    }

    /** The chat's row as it was when it was locked. */
    record LockedChat(long key, String id, long lastSeq, long lastRev, long changedRev, ChatSettings settings) {}

    /** The transaction's connection: not to be committed or closed. */
    public Connection connection() {
        return connection;
    }

    public long chatKey() {
        return chat.key();
    }

    public String chatId() {
        return chat.id();
    }

    public long lastSeq() {
        return chat.lastSeq();
    }

    /** The chat's settings as they were when it was locked. */
    public ChatSettings settings() {
        return chat.settings();
    }

    /** The time of everything in this transaction. */
    public Instant now() {
        return now;
    }

    /**
     * Takes the chat's next rev for a change, to be published after the commit.
     *
     * @param event makes the event for the rev; the state written with the same rev must give the same event again
     * @return the rev, to be written with the state
     */
    public long append(LongFunction<? extends Event> event) {
        long rev = lastRev + 1;
        Event change = event.apply(rev);
        entries.add(EventBundle.Entry.of(Envelope.of(application, lastRev, change, now), change));
        lastRev = rev;
        return rev;
    }

    /**
     * As {@link #append}, for the change of a message that was there already: what was cached of the chat's messages is of
     * before then.
     */
    public long appendToMessage(LongFunction<? extends Event> event) {
        changedRev = append(event);
        return changedRev;
    }

    /** The rev of the last change of a message that was there already; 0: none ever changed. */
    public long changedRev() {
        return changedRev;
    }

    /** The rev that the next change takes. */
    public long nextRev() {
        return lastRev + 1;
    }

    long lastRev() {
        return lastRev;
    }

    boolean changed() {
        return !entries.isEmpty();
    }

    PublishableChanges publishable() {
        return new PublishableChanges(chat.key(), chat.lastRev() + 1, lastRev, entries);
    }
}
