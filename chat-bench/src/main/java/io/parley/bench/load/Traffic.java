package io.parley.bench.load;

import io.parley.bench.wire.Connection;
import io.parley.bench.wire.LoadLoop;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages to a crowd's rooms: a closed loop that always has so many under way, or an open loop that sends at its times
 * however the server does. Latency counts from the intended time, so that a server that stalls cannot hide it
 * (coordinated omission).
 */
public final class Traffic implements Connection.Listener, LoadLoop.Pacer {
    /** How the messages come. */
    public sealed interface Shape {
        /** So many are always under way. */
        record Closed(int window) implements Shape {}

        /** So many a second, evenly. */
        record Open(int perSecond) implements Shape {}
    }

    private static final long STALLED_NANOS = 30_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long POLL_NANOS = 20_000_000;

    private final Crowd crowd;
    private final List<Crowd> crowds;
    private final List<Room> rooms;
    private final Tally tally;
    private final Payload payload;
    private final Shape shape;
    private int nextRoom;
    private long nextAt;
    private boolean sending;
    private volatile long lastProgress;
    private volatile int pending;

    /** {@code rooms} of members of the crowd, who speak themselves. */
    public Traffic(Crowd crowd, List<Room> rooms, Shape shape, long base) {
        this(crowd, List.of(crowd), rooms, shape, base);
    }

    /** The members are of one crowd, and those who speak of another one on the same loop. */
    public static Traffic by(Crowd speaking, Crowd listening, List<Room> rooms, Shape shape, long base) {
        return new Traffic(listening, List.of(listening, speaking), rooms, shape, base);
    }

    private Traffic(Crowd crowd, List<Crowd> crowds, List<Room> rooms, Shape shape, long base) {
        this.crowd = crowd;
        this.crowds = crowds;
        this.rooms = List.copyOf(rooms);
        this.shape = shape;
        this.payload = new Payload(base);
        this.tally = Tally.of(base, this.rooms, crowd.size());
    }

    /** Begins to send. */
    public void start() {
        crowd.loop()
                .call(() -> {
                    crowds.forEach(each -> each.hear(this));
                    sending = true;
                    lastProgress = System.nanoTime();
                    nextAt = lastProgress;
                    switch (shape) {
                        case Shape.Closed(int window) -> {
                            for (int i = 0; i < window; i++) {
                                sendNext(System.nanoTime());
                            }
                        }
                        case Shape.Open _ -> crowd.loop().pace(this);
                    }
                    return this;
                })
                .join();
    }

    /** From here on the latencies count. */
    public void measure() {
        crowd.loop()
                .call(() -> {
                    tally.measureFromHere(System.nanoTime());
                    return this;
                })
                .join();
    }

    /** How far it is: taken on the loop's thread. */
    public Progress progress() {
        return crowd.loop()
                .call(() -> new Progress(System.nanoTime(), tally.sent() - tally.pending(), tally.deliveries()))
                .join();
    }

    /** Messages complete and deliveries made until a moment. */
    public record Progress(long at, long messages, long deliveries) {}

    /** Sends no more, and waits until everything is complete, or nothing has come for half a minute. */
    public Tally finish() {
        crowd.loop()
                .call(() -> {
                    sending = false;
                    pending = tally.pending();
                    crowd.loop().rest();
                    return this;
                })
                .join();
        while (pending > 0 && System.nanoTime() - lastProgress < STALLED_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return crowd.loop()
                .call(() -> {
                    crowds.forEach(each -> each.hear(null));
                    return tally;
                })
                .join();
    }

    private void sendNext(long intended) {
        nextRoom = (nextRoom + 1) % rooms.size();
        Room room = rooms.get(nextRoom);
        long number = tally.begin(nextRoom, intended);
        room.nextSpeaker().send(room.id(), number, payload.text(number));
    }

    @Override
    public long tick(long now) {
        long interval = SECOND / ((Shape.Open) shape).perSecond();
        while (nextAt <= now) {
            sendNext(nextAt);
            nextAt += interval;
        }
        return nextAt - now;
    }

    private void came(boolean complete, long now) {
        lastProgress = now;
        if (complete && sending && shape instanceof Shape.Closed) {
            sendNext(now);
        }
        pending = tally.pending();
    }

    @Override
    public void ready(Connection connection) {
        throw new IllegalStateException("nobody connects while messages are sent");
    }

    @Override
    public void acked(Connection connection, long number) {
        long now = System.nanoTime();
        came(tally.acked(number, now), now);
    }

    @Override
    public void delivered(Connection connection, long number) {
        long now = System.nanoTime();
        came(tally.delivered(connection.index(), number, now), now);
    }

    @Override
    public void failed(Connection connection, String what) {
        tally.refused(what);
    }
}
