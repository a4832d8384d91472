package io.parley.client;

import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;

/**
 * What happens on a {@link ChatSocket}. Methods are called one at a time, in the order of what the server sent, on a
 * virtual thread. A method that blocks holds up reading from this one connection: the server then closes it as too slow,
 * and it comes back and resumes. An exception is logged, and what it was about counts as handled.
 */
public interface SocketListener {
    /** Everything that was missed was given; what follows is live. After each (re)connect. */
    default void onReady(ServerFrame.Ready ready) {}

    /** A change that is not known yet; of one chat always in the order of {@code rev}, each once. */
    default void onEvent(Event event) {}

    /** Too much was missed in this chat: read its history and members anew. Later changes follow as events. */
    default void onReset(ServerFrame.Reset reset) {}

    /** A frame was refused that belongs to no pending send. */
    default void onRefused(ServerFrame.Refusal refusal) {}

    /** The connection is gone, or could not be made, and will be tried again after this time. */
    default void onDisconnected(Disconnect why, Duration retryIn) {}

    /** The socket is closed for good: by {@link ChatSocket#close()}, or because coming back would not help. */
    default void onClosed(Disconnect why) {}

    /**
     * Why a connection ended.
     *
     * @param code of the close frame (see {@link io.parley.contract.error.CloseCode}); 1006 when there was none; the
     *     HTTP status when the upgrade was refused
     * @param reason for people
     */
    record Disconnect(int code, String reason) {
        static final int ABNORMAL = 1006;
        static final int NORMAL = 1000;

        static Disconnect abnormal(String reason) {
            return new Disconnect(ABNORMAL, reason);
        }
    }
}
