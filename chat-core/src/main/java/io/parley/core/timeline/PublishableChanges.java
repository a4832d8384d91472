package io.parley.core.timeline;

import io.parley.contract.broker.EventBundle;
import java.util.List;

/**
 * Changes of one chat that are committed and to be published.
 *
 * @param chatKey the chat's row
 * @param firstRev the first rev that these cover
 * @param lastRev the last rev that these cover
 */
public record PublishableChanges(long chatKey, long firstRev, long lastRev, List<EventBundle.Entry> entries) {
    public PublishableChanges {
        entries = List.copyOf(entries);
    }
}
