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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sends that are not answered yet, in the order in which they were given. Those on the wire when a connection ends
 * go out again on the next one, under the same {@code clientId}, which the server stores once. Thread-safe.
 */
final class Outbox {
    private record Key(String chat, String clientId) {}

    private static final class Pending {
        private final ClientFrame.Send send;
        private final String frame;
        private final CompletableFuture<ServerFrame.Ack> answer = new CompletableFuture<>();
        private boolean onWire;

        private Pending(ClientFrame.Send send, String frame) {
            this.send = send;
            this.frame = frame;
        }
    }

    private final int capacity;
    private final Map<Key, Pending> pending = new LinkedHashMap<>();
    private int inFlight;

    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a send; the answer fails at once when it cannot be taken. The same send twice has one answer. */
    synchronized CompletableFuture<ServerFrame.Ack> add(ClientFrame.Send send) {
        Key key = new Key(Objects.requireNonNull(send.chat()), Objects.requireNonNull(send.clientId()));
        Pending known = pending.get(key);
        if (known != null) {
            return known.send.equals(send)
                    ? known.answer
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
        var _ = added.answer.whenComplete((ack, failure) -> remove(key, added));
        return added.answer;
    }

    private static CompletableFuture<ServerFrame.Ack> failed(ErrorCode code, String message) {
        return CompletableFuture.failedFuture(ParleyException.local(code, message));
    }

    private synchronized void remove(Key key, Pending gone) {
        if (pending.remove(key, gone) && gone.onWire) {
            inFlight--;
        }
    }

    /** The next frame to write, if the server's bound on unacknowledged sends leaves room. */
    synchronized Optional<String> next(int window) {
        if (inFlight >= window) {
            return Optional.empty();
        }
        Optional<Pending> next =
                pending.values().stream().filter(send -> !send.onWire).findFirst();
        next.ifPresent(send -> {
            send.onWire = true;
            inFlight++;
        });
        return next.map(send -> send.frame);
    }

    /** The connection is gone: nothing is on the wire. */
    synchronized void disconnected() {
        pending.values().forEach(send -> send.onWire = false);
        inFlight = 0;
    }

    void acknowledged(ServerFrame.Ack ack) {
        find(ack.chat(), ack.clientId()).ifPresent(send -> send.answer.complete(ack));
    }

    /**
     * A refusal arrived.
     *
     * @return how long to wait before sending it again; empty when it has failed for good, or was no pending send's
     */
    Optional<Duration> refused(ServerFrame.Refusal refusal) {
        Optional<Pending> found = find(refusal.chat(), refusal.clientId());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Long wait = refusal.retryAfterMillis();
        if (wait != null) {
            takeBack(found.get());
            return Optional.of(Duration.ofMillis(wait));
        }
        found.get()
                .answer
                .completeExceptionally(
                        ParleyException.refused(refusal.code(), 0, refusal.message(), refusal.field(), null));
        return Optional.empty();
    }

    boolean awaits(ServerFrame.Refusal refusal) {
        return find(refusal.chat(), refusal.clientId()).isPresent();
    }

    private synchronized void takeBack(Pending send) {
        if (send.onWire) {
            send.onWire = false;
            inFlight--;
        }
    }

    /** Nothing more will be sent: all fail. */
    void fail(ParleyException why) {
        List<Pending> all;
        synchronized (this) {
            all = List.copyOf(pending.values());
        }
        all.forEach(send -> send.answer.completeExceptionally(why));
    }

    private synchronized Optional<Pending> find(@Nullable String chat, @Nullable String clientId) {
        return chat == null || clientId == null
                ? Optional.empty()
                : Optional.ofNullable(pending.get(new Key(chat, clientId)));
    }
}
