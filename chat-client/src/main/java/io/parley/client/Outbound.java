package io.parley.client;

import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that this client has to say, the most urgent first, and what the server answers to it. */
final class Outbound {
    private final TokenRefresh token;
    private final Watching watching = new Watching();
    private final Marks marks = new Marks();
    private final Ephemera ephemera = new Ephemera();
    private final Outbox outbox;
    private final List<Speaker> speakers;
    /** The server takes no frame before. */
    private volatile long heldUntilNanos = System.nanoTime();

    Outbound(TokenRefresh token, Outbox outbox) {
        this.token = token;
        this.outbox = outbox;
        this.speakers = List.of(token, watching, ephemera, outbox, marks);
    }

    Outbox outbox() {
        return outbox;
    }

    Watching watching() {
        return watching;
    }

    Marks marks() {
        return marks;
    }

    Ephemera ephemera() {
        return ephemera;
    }

    /** The next frame to write on a connection that is live. */
    Optional<String> next() {
        if (heldUntilNanos - System.nanoTime() > 0) {
            return Optional.empty();
        }
        return speakers.stream().map(Speaker::next).flatMap(Optional::stream).findFirst();
    }

    /** In what time there may be something to write, unless somebody wakes the writer. */
    Duration idle() {
        long held = heldUntilNanos - System.nanoTime();
        if (held > 0) {
            return Duration.ofNanos(held);
        }
        return speakers.stream().map(Speaker::idle).min(Duration::compareTo).orElse(Speaker.UNTIL_WOKEN);
    }

    void ready(ServerFrame.Ready ready) {
        heldUntilNanos = System.nanoTime();
        speakers.forEach(speaker -> speaker.ready(ready));
    }

    void disconnected() {
        speakers.forEach(Speaker::disconnected);
    }

    /** Takes note of what a frame says about what was said; refusals come to {@link #refused}. */
    void answered(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Ack ack -> outbox.acknowledged(ack);
            case ServerFrame.Accepted accepted -> outbox.accepted(accepted);
            case ServerFrame.Token answer -> token.taken(answer);
            case ServerFrame.Inbox inbox -> marks.confirmed(inbox.chat(), inbox.readSeq(), inbox.deliveredSeq());
            case ServerFrame.Markers _, ServerFrame.Presence _ -> watching.answered();
            case ServerFrame.Ready ready -> ready(ready);
            case ServerFrame.Refusal _,
                    ServerFrame.Reset _,
                    ServerFrame.Pong _,
                    ServerFrame.Self _,
                    ServerFrame.DraftChanged _,
                    ServerFrame.Typing _,
                    ServerFrame.Signal _ -> {
                // Answers nothing that waits.
            }
        }
    }

    /** A frame was refused that is no pending send. */
    void refused(ServerFrame.Refusal refusal) {
        if (refusal.retryAfterMillis() == null && !refusal.code().retryable()) {
            speakers.forEach(speaker -> speaker.refused(refusal));
            return;
        }
        heldUntilNanos = System.nanoTime() + Holds.wait(refusal).toNanos();
        speakers.forEach(speaker -> speaker.again(refusal));
    }
}
