package io.parley.client;

import io.parley.contract.frame.ServerFrame;
import java.util.function.Consumer;

/** Takes what the server said to the listener and to what waits for an answer. Used by one thread at a time. */
final class Dispatch {
    private final Inbound inbound;
    private final Outbound outbound;
    private final Consumer<ServerFrame.Ready> live;
    private final Runnable wake;

    /**
     * @param live is told when all that was missed was given
     * @param wake is run when there may be something to write
     */
    Dispatch(Inbound inbound, Outbound outbound, Consumer<ServerFrame.Ready> live, Runnable wake) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.live = live;
        this.wake = wake;
    }

    void take(Incoming incoming) {
        switch (incoming) {
            case Incoming.Change(var event) -> inbound.event(event);
            case Incoming.Unknown(var frame) -> inbound.unknown(frame);
            case Incoming.Control(ServerFrame.Refusal refusal) -> refused(refusal);
            case Incoming.Control(ServerFrame frame) -> answered(frame);
        }
    }

    private void answered(ServerFrame frame) {
        // First, so that the listener may say at once what only a live connection takes.
        outbound.answered(frame);
        inbound.told(frame);
        if (frame instanceof ServerFrame.Ready ready) {
            live.accept(ready);
        }
        wake.run();
    }

    private void refused(ServerFrame.Refusal refusal) {
        if (!outbound.outbox().awaits(refusal)) {
            outbound.refused(refusal);
            inbound.told(refusal);
        } else if (outbound.outbox().decided(refusal)) {
            inbound.postponed(refusal);
        }
        wake.run();
    }
}
