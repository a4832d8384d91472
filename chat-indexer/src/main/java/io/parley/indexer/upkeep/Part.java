package io.parley.indexer.upkeep;

import io.parley.contract.rest.Export;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges that are worked on at once, and how far everything is when they are done.
 *
 * @param after the key of the last chat that is done wholly
 * @param seq up to which the chat after it is done
 */
record Part(List<Export.Range> ranges, long after, long seq) {
    Part {
        ranges = List.copyOf(ranges);
    }

    /** As many as there may be at most. */
    long size() {
        return ranges.stream().mapToLong(Export.Range::size).sum();
    }

    /**
     * The parts of chats.
     *
     * @param chats in the order of their keys, of which the first is done up to {@code seq}
     * @param most messages of a part
     * @param ranges of a part, at most
     */
    static List<Part> of(long after, List<Export.StoredChat> chats, long seq, int most, int ranges) {
        List<Part> parts = new ArrayList<>();
        List<Export.Range> open = new ArrayList<>();
        long room = most;
        long before = after;
        long done = seq;
        for (Export.StoredChat chat : chats) {
            while (done < chat.lastSeq()) {
                long last = Math.min(chat.lastSeq(), done + room);
                open.add(new Export.Range(chat.application(), chat.chat(), done + 1, last));
                room -= last - done;
                done = last;
                if (room == 0 || open.size() == ranges) {
                    boolean whole = done == chat.lastSeq();
                    parts.add(new Part(open, whole ? chat.key() : before, whole ? 0 : done));
                    open.clear();
                    room = most;
                }
            }
            before = chat.key();
            done = 0;
        }
        // Also without a range: chats without messages are done as well.
        parts.add(new Part(open, before, 0));
        return parts;
    }
}
