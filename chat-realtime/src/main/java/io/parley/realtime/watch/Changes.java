package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle;
import java.util.List;

/**
 * Changes of one chat after a rev, read from chat-core.
 *
 * @param entries in the order of {@code rev}
 * @param covered everything up to here is in {@code entries}
 * @param more whether there is more after {@code covered}
 */
public record Changes(List<EventBundle.Entry> entries, long covered, boolean more) {
    public Changes {
        entries = List.copyOf(entries);
    }
}
