package io.parley.core.timeline;

import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Changes from the state tables in the form in which they are published: each names what must be known before it. */
public final class PublishedChanges {
    private PublishedChanges() {}

    public static List<EventBundle.Entry> entries(UUID application, Changes.Of changes) {
        List<EventBundle.Entry> entries = new ArrayList<>();
        long after = changes.after().rev();
        for (Changes.Change change : changes.changes()) {
            entries.add(
                    EventBundle.Entry.of(Envelope.of(application, after, change.event(), change.at()), change.event()));
            after = change.event().rev();
        }
        return entries;
    }

    /** The latest change of the message in a row that has {@link MessageRows#COLUMNS}, {@code change} and {@code changed_at}. */
    public static EventBundle.Entry entry(UUID application, String chat, ResultSet row) throws SQLException {
        Changes.Change change = Changes.message(row, chat);
        Event event = change.event();
        return EventBundle.Entry.of(Envelope.of(application, event.rev() - 1, event, change.at()), event);
    }
}
