package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.limit.Allowance;
import io.parley.realtime.limit.LimitConfig;
import io.parley.realtime.live.Peer;
import io.parley.realtime.send.Origin;
import io.parley.realtime.watch.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connected device.
 *
 * <pre>
 *   Greeting ──hello──► Reading ──missed changes sent, ready──► Live
 *                          ▲                                     │ the link to the broker was away
 *                          └─────────────────────────────────────┘
 *       any ──closed by either side──► Closed
 * </pre>
 *
 * <p>While Reading, live events are held; afterwards they go out unless the replay covered them. Called on the hub,
 * except where a method says otherwise.
 */
public final class Session implements Peer, Origin {
    private static final ServerFrame.Self PLAIN = new ServerFrame.Self(false, List.of());

    private sealed interface Phase {
        record Greeting() implements Phase {}

        /** What was sent of each chat, and the events that wait for it. */
        record Reading(Map<String, Long> covered, Deque<Frame> held) implements Phase {}

        record Live() implements Phase {}

        record Closed() implements Phase {}
    }

    private static final long REFUSALS_COUNT_MILLIS = 60_000;

    private final String id;
    private volatile Caller caller;
    /** Shared until it is heard of something else. */
    private volatile ServerFrame.Self self = PLAIN;

    private final Outbound outbound;
    private final SessionConfig config;
    private final SessionMeter meter;
    private final long openedAt;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final AtomicInteger badFrames = new AtomicInteger();
    private final Map<String, Long> gone = new HashMap<>();
    private volatile boolean greeted;
    private volatile long heardAt;
    private Phase phase = new Phase.Greeting();
    /** Waits for its turn to catch up. */
    private boolean waiting;
    /** What it reads may miss something that happened while the link to the broker was away. */
    private boolean behind;

    private long heldBytes;
    private int refusedFrames;
    private long refusedSince;
    private @Nullable Allowance allowance;

    /** @param now milliseconds of the wall clock, as everywhere here */
    public Session(String id, Caller caller, Wire wire, SessionConfig config, SessionMeter meter, long now) {
        this.id = id;
        this.caller = caller;
        this.config = config;
        this.meter = meter;
        this.openedAt = now;
        this.heardAt = now;
        this.outbound = new Outbound(wire, config.outboundBytes(), config.outboundFrames(), meter::slowConsumer);
    }

    @Override
    public String id() {
        return id;
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public UUID application() {
        return caller.application();
    }

    @Override
    public String user() {
        return caller.user();
    }

    Outbound outbound() {
        return outbound;
    }

    @Override
    public String oidcSession() {
        return caller.oidcSession();
    }

    @Override
    public ServerFrame.Self self() {
        return self;
    }

    @Override
    public void self(ServerFrame.Self settings) {
        self = settings;
    }

    // ---- From the socket's own loop.

    /** The client has a fresh token of the same user. From any thread. */
    public void refreshed(Caller fresh) {
        caller = fresh;
    }

    /** What the client may send; there is nothing to remember of one that never did. From the socket's loop. */
    public Allowance allowance(LimitConfig limits, long now) {
        Allowance current = allowance;
        if (current == null) {
            current = new Allowance(limits, now);
            allowance = current;
        }
        return current;
    }

    /** Refuses a frame for its number; closes the connection when that does not help: after so many within a minute. From the socket's loop. */
    public void tooFast(ServerFrame.Refusal refusal, int limit, long now) {
        meter.refused(refusal.code());
        send(refusal);
        if (now - refusedSince > REFUSALS_COUNT_MILLIS) {
            refusedSince = now;
            refusedFrames = 0;
        }
        if (++refusedFrames >= limit) {
            outbound.close(CloseCode.PROTOCOL_VIOLATION);
        }
    }

    /** The client gave a sign of life. From any thread. */
    public void heard(long now) {
        heardAt = now;
    }

    /** Whether this is the first {@code hello}. From the socket's loop. */
    public boolean greet() {
        boolean first = !greeted;
        greeted = true;
        return first;
    }

    public boolean greeted() {
        return greeted;
    }

    /** Takes one of the places for unacknowledged commands. From the socket's loop. */
    public boolean tryAcquire(int limit) {
        if (unacknowledged.incrementAndGet() > limit) {
            unacknowledged.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Refuses a frame; closes the connection when there were too many that are not of the protocol. From any thread. */
    public void refuse(ServerFrame.Refusal refusal) {
        meter.refused(refusal.code());
        send(refusal);
        boolean bad = refusal.code() == ErrorCode.INVALID_REQUEST || refusal.code() == ErrorCode.PAYLOAD_TOO_LARGE;
        if (bad && badFrames.incrementAndGet() >= config.badFrames()) {
            outbound.close(CloseCode.PROTOCOL_VIOLATION);
        }
    }

    /** Sends a frame of the server. From any thread. */
    public void send(ServerFrame frame) {
        outbound.send(EncodedFrame.of(frame));
    }

    /** From any thread. */
    @Override
    public void close(CloseCode code) {
        outbound.close(code);
    }

    // ---- On the hub.

    @Override
    public void settled(ServerFrame answer) {
        unacknowledged.decrementAndGet();
        if (answer instanceof ServerFrame.Refusal refusal) {
            meter.refused(refusal.code());
        }
        send(answer);
    }

    @Override
    public void accepted(ServerFrame.Accepted frame) {
        send(frame);
    }

    @Override
    public void pass(EncodedFrame frame) {
        outbound.send(frame);
    }

    @Override
    public void deliver(Frame frame) {
        switch (phase) {
            case Phase.Live _ -> outbound.send(frame.encoded());
            case Phase.Reading reading -> hold(reading, frame);
            case Phase.Greeting _, Phase.Closed _ -> {}
        }
    }

    @Override
    public void reset(String chat, long rev) {
        deliver(new Frame(chat, rev, EncodedFrame.of(new ServerFrame.Reset(chat, rev))));
    }

    private void hold(Phase.Reading reading, Frame frame) {
        heldBytes += frame.bytes();
        if (heldBytes > config.heldBytes()) {
            reading.held().clear();
            if (outbound.close(CloseCode.SLOW_CONSUMER)) {
                meter.slowConsumer();
            }
            return;
        }
        reading.held().addLast(frame);
    }

    @Override
    public boolean toldGone(String chat, long rev) {
        return gone.getOrDefault(chat, -1L) >= rev;
    }

    void reading() {
        waiting = false;
        if (phase instanceof Phase.Greeting || phase instanceof Phase.Live) {
            phase = new Phase.Reading(new HashMap<>(), new ArrayDeque<>());
        }
    }

    /** Whether it is to catch up now; one that is reading does so when it is live. */
    boolean mayCatchUp() {
        behind = phase instanceof Phase.Reading;
        boolean may = phase instanceof Phase.Live && !waiting;
        waiting |= may;
        return may;
    }

    boolean isBehind() {
        return behind;
    }

    /** The replay brings, or spares, everything of a chat up to a rev. */
    void cover(String chat, long rev) {
        if (phase instanceof Phase.Reading reading) {
            reading.covered().merge(chat, rev, Math::max);
        }
    }

    void gone(String chat, long rev) {
        gone.put(chat, rev);
    }

    /** The next event that was held and that the replay did not cover; with none left, the connection is live. */
    @Nullable
    Frame nextHeld() {
        if (!(phase instanceof Phase.Reading reading)) {
            return null;
        }
        Frame next = reading.held().pollFirst();
        while (next != null) {
            heldBytes -= next.bytes();
            if (next.rev() > reading.covered().getOrDefault(next.chat(), -1L)) {
                return next;
            }
            next = reading.held().pollFirst();
        }
        phase = new Phase.Live();
        return null;
    }

    /** The socket is closed. */
    void closed() {
        phase = new Phase.Closed();
        outbound.closed();
    }

    boolean isClosed() {
        return phase instanceof Phase.Closed || outbound.isClosed();
    }

    /** Why this connection has to end now, if it has to. */
    @Nullable
    CloseCode overdue(long now, long heartbeatMillis, long expiryMarginMillis) {
        if (caller.tokenExpiresAt().toEpochMilli() - expiryMarginMillis <= now) {
            return CloseCode.TOKEN_EXPIRED;
        }
        if (!greeted && now - openedAt >= config.helloTimeout().toMillis()) {
            return CloseCode.HELLO_TIMEOUT;
        }
        return now - heardAt >= heartbeatMillis ? CloseCode.HEARTBEAT_TIMEOUT : null;
    }
}
