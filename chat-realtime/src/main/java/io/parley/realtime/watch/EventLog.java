package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came from the broker while connections were reading their state from chat-core. A connection puts a mark before
 * it reads; whatever became true after its snapshot was received after that mark, and is found here when the snapshot
 * arrives. Empty while nobody reads. Bounded: a reader whose mark was overrun must read again. On the hub.
 */
final class EventLog {
    private record Recorded(long position, ChatKey chat, Entry entry) {}

    private final long maxBytes;
    private final Deque<Recorded> entries = new ArrayDeque<>();
    private final TreeMap<Long, Integer> marks = new TreeMap<>();
    private long next;
    private long firstKept;
    private long bytes;

    EventLog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** From here on everything is kept, until {@link #release}. */
    long mark() {
        marks.merge(next, 1, Integer::sum);
        return next;
    }

    void release(long mark) {
        marks.computeIfPresent(mark, (position, readers) -> readers == 1 ? null : readers - 1);
        long needed = marks.isEmpty() ? next : marks.firstKey();
        while (!entries.isEmpty() && entries.getFirst().position() < needed) {
            dropFirst();
        }
    }

    void record(ChatKey chat, Entry entry) {
        if (marks.isEmpty()) {
            return;
        }
        entries.addLast(new Recorded(next++, chat, entry));
        bytes += size(entry);
        while (bytes > maxBytes) {
            firstKept = entries.getFirst().position() + 1;
            dropFirst();
        }
    }

    boolean overrun(long mark) {
        return mark < firstKept;
    }

    /** What was received after a mark, by chat, in the order of arrival. */
    Map<ChatKey, List<Entry>> since(long mark) {
        Map<ChatKey, List<Entry>> found = new HashMap<>();
        for (Recorded recorded : entries) {
            if (recorded.position() >= mark) {
                found.computeIfAbsent(recorded.chat(), chat -> new ArrayList<>())
                        .add(recorded.entry());
            }
        }
        return found;
    }

    private void dropFirst() {
        bytes -= size(entries.removeFirst().entry());
    }

    private static long size(Entry entry) {
        return entry.frame().length + 256L;
    }
}
