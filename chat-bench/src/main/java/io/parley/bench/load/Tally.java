package io.parley.bench.load;

import io.parley.bench.wire.Connection;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The account of every message of a run: who must get it, who got it, in which order, how long it took. The first member
 * of a chat to get a message fixes its place; every other member must get the same message at the same place, so lost,
 * doubled and reordered ones all show, without looking at the server's own numbers. Used by one thread.
 */
public final class Tally {
    /** What must be zero for a run to count. */
    public record Faults(long lost, long doubled, long reordered, long misrouted, long refused) {
        public boolean none() {
            return lost + doubled + reordered + misrouted + refused == 0;
        }
    }

    private static final long HIGHEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    private final long base;
    private final int[] members;
    private final int[] roomOf;
    private final int[] position;
    private final Order[] order;
    private long[] intended = new long[1 << 16];
    private int[] room = new int[1 << 16];
    private int[] left = new int[1 << 16];
    private final BitSet unacked = new BitSet();
    private int count;
    private int pending;
    private long deliveries;
    private long doubled;
    private long reordered;
    private long misrouted;
    private final Map<String, Long> refusals = new HashMap<>();
    private Histogram delivery = histogram();
    private Histogram acknowledgement = histogram();
    private final Timeline timeline = new Timeline();

    /**
     * @param base number of the first message less one; unlike that of any other run
     * @param members of each chat under load, how many
     * @param roomOf for each connection's index its room, or -1 for one that must get nothing
     */
    Tally(long base, int[] members, int[] roomOf) {
        this.base = base;
        this.members = members.clone();
        this.roomOf = roomOf;
        this.position = new int[roomOf.length];
        this.order = new Order[members.length];
        Arrays.setAll(order, _ -> new Order());
    }

    /** For a crowd of so many, some of whom are in the rooms. */
    static Tally of(long base, List<Room> rooms, int connections) {
        int[] roomOf = new int[connections];
        Arrays.fill(roomOf, -1);
        for (int i = 0; i < rooms.size(); i++) {
            for (Connection member : rooms.get(i).members()) {
                roomOf[member.index()] = i;
            }
        }
        int[] members = rooms.stream().mapToInt(room -> room.members().size()).toArray();
        return new Tally(base, members, roomOf);
    }

    static Histogram histogram() {
        return new Histogram(HIGHEST_MICROS, DIGITS);
    }

    /** A message that is about to be sent; {@code at} is when it was meant to be. */
    long begin(int number, long at) {
        if (count == intended.length) {
            intended = Arrays.copyOf(intended, count * 2);
            room = Arrays.copyOf(room, count * 2);
            left = Arrays.copyOf(left, count * 2);
        }
        intended[count] = at;
        room[count] = number;
        left[count] = members[number];
        unacked.set(count);
        pending++;
        return base + ++count;
    }

    /** A message came to a connection. @return whether the message is complete now */
    boolean delivered(int connection, long number, long now) {
        int index = (int) (number - base - 1);
        deliveries++;
        if (number <= base || index >= count || roomOf[connection] != room[index]) {
            misrouted++;
            return false;
        }
        place(order[room[index]], connection, index);
        if (--left[index] < 0) {
            return false;
        }
        if (left[index] == 0) {
            long micros = Math.min((now - intended[index]) / 1000, HIGHEST_MICROS);
            delivery.recordValue(micros);
            timeline.complete(now, micros);
        }
        return completed(index);
    }

    private void place(Order told, int connection, int index) {
        int at = position[connection]++;
        if (at == told.size()) {
            if (left[index] < members[room[index]]) {
                // Not the first to get it, and yet at a new place: one before it was missing or came twice.
                misplaced(told, at, index);
            }
            told.add(index);
        } else if (told.get(at) != index) {
            misplaced(told, at, index);
        }
    }

    private void misplaced(Order told, int at, int index) {
        if (told.has(index, at)) {
            doubled++;
        } else {
            reordered++;
        }
    }

    /** The server has taken it. @return whether the message is complete now */
    boolean acked(long number, long now) {
        int index = (int) (number - base - 1);
        if (number <= base || index >= count || !unacked.get(index)) {
            misrouted++;
            return false;
        }
        unacked.clear(index);
        acknowledgement.recordValue(Math.min((now - intended[index]) / 1000, HIGHEST_MICROS));
        return completed(index);
    }

    private boolean completed(int index) {
        if (left[index] > 0 || unacked.get(index)) {
            return false;
        }
        pending--;
        return true;
    }

    void refused(String what) {
        refusals.merge(what.length() > 300 ? what.substring(0, 300) : what, 1L, Long::sum);
    }

    /** Messages not yet acknowledged and delivered to all. */
    public int pending() {
        return pending;
    }

    /** Messages sent so far. */
    public int sent() {
        return count;
    }

    /** Deliveries seen so far. */
    public long deliveries() {
        return deliveries;
    }

    /** Forgets the latencies so far, not the account: the run was warming up. */
    void measureFromHere(long now) {
        delivery = histogram();
        acknowledgement = histogram();
        timeline.begin(now);
    }

    /** Time to the last recipient, in microseconds. */
    public Histogram delivery() {
        return delivery;
    }

    /** Time to the acknowledgement, in microseconds. */
    public Histogram acknowledgement() {
        return acknowledgement;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** What the server refused, by what it said. */
    public Map<String, Long> refusals() {
        return Map.copyOf(refusals);
    }

    /** The verdict, once everything has come that will come. */
    public Faults faults() {
        int[] sent = new int[members.length];
        for (int i = 0; i < count; i++) {
            sent[room[i]]++;
        }
        long lost = unacked.cardinality();
        for (int i = 0; i < roomOf.length; i++) {
            if (roomOf[i] >= 0) {
                lost += Math.max(0, sent[roomOf[i]] - position[i]);
            }
        }
        long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
        return new Faults(lost, doubled, reordered, misrouted, refused);
    }

    /** The messages of one chat as its members got them. */
    private static final class Order {
        private int[] indexes = new int[256];
        private int size;

        int size() {
            return size;
        }

        int get(int at) {
            return indexes[at];
        }

        void add(int index) {
            if (size == indexes.length) {
                indexes = Arrays.copyOf(indexes, size * 2);
            }
            indexes[size++] = index;
        }

        boolean has(int index, int before) {
            for (int i = 0; i < before; i++) {
                if (indexes[i] == index) {
                    return true;
                }
            }
            return false;
        }
    }
}
