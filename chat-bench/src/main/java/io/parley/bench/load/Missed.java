package io.parley.bench.load;

import io.parley.bench.wire.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Messages that are sent while those who must get them are away, and the account of whether they do once they are back. */
public final class Missed implements Connection.Listener {
    private static final int AT_ONCE = 64;
    private static final long POLL_NANOS = 1_000_000;

    private final Crowd away;
    private final Crowd speaking;
    private final List<Room> rooms;
    private final Tally tally;
    private final Payload payload;
    private final int messages;
    private int acked;
    private volatile int unacked;
    private volatile int pending;

    /** {@code rooms} of connections of those who are away; others speak in them, by connections on the same loop. */
    public Missed(Crowd away, Crowd speaking, List<Room> rooms, long base, int messages) {
        this.away = away;
        this.speaking = speaking;
        this.rooms = List.copyOf(rooms);
        this.tally = Tally.of(base, this.rooms, away.size());
        this.payload = new Payload(base);
        this.messages = messages;
        this.unacked = messages;
        this.pending = messages;
    }

    /** Sends them all, and returns once the server has taken each. */
    public void send(Duration patience) {
        away.loop()
                .call(() -> {
                    away.hear(this);
                    speaking.hear(this);
                    for (int i = 0; i < Math.min(AT_ONCE, messages); i++) {
                        next();
                    }
                    return this;
                })
                .join();
        if (!wait(() -> unacked == 0, patience)) {
            throw new LoadException(
                    "Only %d of %d messages were taken: %s".formatted(acked, messages, tally.refusals()));
        }
    }

    private void next() {
        int room = tally.sent() % rooms.size();
        long number = tally.begin(room, System.nanoTime());
        rooms.get(room).nextSpeaker().send(rooms.get(room).id(), number, payload.text(number));
    }

    /** Returns once everyone has everything, or after that time. */
    public void awaitComplete(Duration patience) {
        wait(() -> pending == 0, patience);
    }

    private static boolean wait(java.util.function.BooleanSupplier so, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** The account; nothing is heard any more. */
    public Tally finish() {
        return away.loop()
                .call(() -> {
                    away.hear(null);
                    speaking.hear(null);
                    return tally;
                })
                .join();
    }

    @Override
    public void ready(Connection connection) {
        // The crowd counts those.
    }

    @Override
    public void acked(Connection connection, long number) {
        tally.acked(number, System.nanoTime());
        acked++;
        if (tally.sent() < messages) {
            next();
        }
        unacked = messages - acked;
    }

    @Override
    public void delivered(Connection connection, long number) {
        tally.delivered(connection.index(), number, System.nanoTime());
        pending = tally.pending();
    }

    @Override
    public void failed(Connection connection, String what) {
        tally.refused(what);
    }
}
