package io.parley.client;

import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that this client has to say while a connection is live. Thread-safe: one thread asks for what is to be written,
 * another brings what the server answered. No method blocks.
 */
interface Speaker {
    /** For what has nothing to say by itself: somebody wakes the writer when that changes. */
    Duration UNTIL_WOKEN = Duration.ofHours(1);

    /** A connection is live. What has to be said on each one is to be said now. */
    void ready(ServerFrame.Ready ready);

    /** The next frame to write, if there is one now. It counts as written. */
    Optional<String> next();

    /** In what time there may be something to write, unless the writer is woken before. */
    default Duration idle() {
        return UNTIL_WOKEN;
    }

    /**
     * The server refused some frame for now, and it cannot be told which: what was not answered is to be said again.
     *
     * @param refusal without a {@code clientId} that is being sent
     */
    default void again(ServerFrame.Refusal refusal) {}

    /** The server refused some frame for good. */
    default void refused(ServerFrame.Refusal refusal) {}

    /** The connection is gone, and what was on it unanswered with it. */
    default void disconnected() {}
}
