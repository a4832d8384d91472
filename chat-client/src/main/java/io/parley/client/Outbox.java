package io.parley.client;

import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sends that are not answered yet, in the order in which they were given. Those on the wire when a connection ends
 * go out again on the next one, under the same {@code clientId}, which the server stores once.
 */
final class Outbox implements Speaker {
    private record Key(String chat, String clientId) {}

    private static final class Pending {
        private final ClientFrame.Send send;
        private final String frame;
        private final Delivery delivery = new Delivery();
        private boolean onWire;

        private Pending(ClientFrame.Send send, String frame) {
            this.send = send;
            this.frame = frame;
        }
    }

    private final int capacity;
    private final Map<Key, Pending> pending = new LinkedHashMap<>();
    private final Holds holds = new Holds();
    private int inFlight;
    private int window = 1;

    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a send; it fails at once when it cannot be taken. The same send twice has one answer. */
    synchronized Delivery add(ClientFrame.Send send) {
        Key key = new Key(Objects.requireNonNull(send.chat()), Objects.requireNonNull(send.clientId()));
        Pending known = pending.get(key);
        if (known != null) {
            return known.send.equals(send)
                    ? known.delivery
                    : failed(ErrorCode.CLIENT_ID_CONFLICT, "This clientId is being sent with another content");
        }
        String frame = Json.string(send);
        if (frame.getBytes(StandardCharsets.UTF_8).length > Limits.FRAME_BYTES) {
            return failed(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The message makes a frame of more than %d bytes".formatted(Limits.FRAME_BYTES));
        }
        if (pending.size() >= capacity) {
            return failed(ErrorCode.OVERLOADED, "%d sends wait for their answer already".formatted(capacity));
        }
        Pending added = new Pending(send, frame);
        pending.put(key, added);
        // Also when the caller cancels it, or gives it a time limit that passes.
        var _ = added.delivery.stored().whenComplete((ack, failure) -> remove(key, added));
        return added.delivery;
    }

    private static Delivery failed(ErrorCode code, String message) {
        return Delivery.failed(ParleyException.local(code, message));
    }

    private synchronized void remove(Key key, Pending gone) {
        if (pending.remove(key, gone) && gone.onWire) {
            inFlight--;
        }
    }

    @Override
    public synchronized void ready(ServerFrame.Ready ready) {
        window = Math.max(1, ready.limits().unacknowledged());
    }

    /** The next send, if the server's bound on unacknowledged ones leaves room. */
    @Override
    public synchronized Optional<String> next() {
        if (inFlight >= window || holds.holdsAll()) {
            return Optional.empty();
        }
        for (Map.Entry<Key, Pending> entry : pending.entrySet()) {
            Pending send = entry.getValue();
            if (!send.onWire && !holds.holds(entry.getKey().chat())) {
                send.onWire = true;
                inFlight++;
                return Optional.of(send.frame);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized Duration idle() {
        return holds.untilNext(UNTIL_WOKEN);
    }

    /** The connection is gone: nothing is on the wire. */
    @Override
    public synchronized void disconnected() {
        pending.values().forEach(send -> send.onWire = false);
        inFlight = 0;
    }

    void accepted(ServerFrame.Accepted accepted) {
        find(accepted.chat(), accepted.clientId())
                .ifPresent(send -> send.delivery.accepted().complete(accepted));
    }

    void acknowledged(ServerFrame.Ack ack) {
        find(ack.chat(), ack.clientId()).ifPresent(send -> send.delivery.stored(ack));
    }

    /** Whether a refusal is that of a pending send. */
    boolean awaits(ServerFrame.Refusal refusal) {
        return find(refusal.chat(), refusal.clientId()).isPresent();
    }

    /**
     * A pending send was refused.
     *
     * @return whether it will be sent again, after the time that the server asked for
     */
    boolean decided(ServerFrame.Refusal refusal) {
        Optional<Pending> found = find(refusal.chat(), refusal.clientId());
        boolean later = refusal.retryAfterMillis() != null || refusal.code().retryable();
        found.ifPresent(send -> {
            if (later) {
                takeBack(send, refusal);
            } else {
                send.delivery.fail(
                        ParleyException.refused(refusal.code(), 0, refusal.message(), refusal.field(), null));
            }
        });
        return later;
    }

    private synchronized void takeBack(Pending send, ServerFrame.Refusal refusal) {
        if (send.onWire) {
            send.onWire = false;
            inFlight--;
        }
        holds.hold(Objects.requireNonNull(send.send.chat()), refusal);
    }

    /** Nothing more will be sent: all fail. */
    void fail(ParleyException why) {
        List<Pending> all;
        synchronized (this) {
            all = List.copyOf(pending.values());
        }
        all.forEach(send -> send.delivery.fail(why));
    }

    private synchronized Optional<Pending> find(@Nullable String chat, @Nullable String clientId) {
        return chat == null || clientId == null
                ? Optional.empty()
                : Optional.ofNullable(pending.get(new Key(chat, clientId)));
    }
}
