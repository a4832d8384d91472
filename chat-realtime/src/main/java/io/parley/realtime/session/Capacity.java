package io.parley.realtime.session;

/** How many connections a gateway takes: one too many must be sent elsewhere, and not end all the others. */
public final class Capacity {
    /** What a connection was seen to hold of the heap, idle, in a chat or two. */
    private static final long BYTES_EACH = 12 * 1024;

    private Capacity() {}

    /**
     * @param configured what the operator wants; 0: as many as fit into half of the heap
     * @param heapBytes the most that the heap can be
     */
    public static int of(int configured, long heapBytes) {
        return configured > 0 ? configured : Math.toIntExact(Math.min(Integer.MAX_VALUE, heapBytes / 2 / BYTES_EACH));
    }
}
