package io.parley.core.message;

import io.parley.contract.event.Message;
import io.parley.contract.rest.Page;
import io.parley.core.http.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through history stands.
 *
 * @param oldestFirst how a page is ordered
 * @param upwards where the messages of the page lie from the bound: not the way of the order on the way back to a page before
 * @param bound the {@code seq} that the page begins at, exclusive
 */
record Walk(boolean oldestFirst, boolean upwards, long bound) {
    static final String LIST = "history";
    static final int PARTS = 3;

    static Walk onward(boolean oldestFirst, long bound) {
        return new Walk(oldestFirst, oldestFirst, bound);
    }

    static Walk at(Cursor cursor) {
        return new Walk(cursor.number(0) == 1, cursor.number(1) == 1, cursor.number(2));
    }

    private String cursor() {
        return Cursor.of(LIST, oldestFirst ? 1 : 0, upwards ? 1 : 0, bound);
    }

    /** Whether anything can lie behind where it began. */
    private boolean begunInside() {
        return oldestFirst ? bound > 0 : bound < Long.MAX_VALUE;
    }

    /**
     * The page of what was found.
     *
     * @param found in the order of the walk, up to one more than the limit
     */
    Page<Message> page(List<Message> found, int limit) {
        boolean more = found.size() > limit;
        List<Message> items = more ? found.subList(0, limit) : found;
        if (upwards != oldestFirst) {
            return page(items.reversed(), oldestFirst, more, true);
        }
        return page(items, oldestFirst, begunInside(), more);
    }

    /** A page with what lies on both sides of it. */
    static Page<Message> page(List<Message> items, boolean oldestFirst, boolean before, boolean after) {
        if (items.isEmpty()) {
            return new Page<>(items, null);
        }
        @Nullable
        String next = after ? new Walk(oldestFirst, oldestFirst, items.getLast().seq()).cursor() : null;
        @Nullable
        String prev =
                before ? new Walk(oldestFirst, !oldestFirst, items.getFirst().seq()).cursor() : null;
        return new Page<>(items, next, prev);
    }
}
