package io.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;

/**
 * What happens on a {@link ChatSocket}.
 *
 * <p><b>Threads.</b> All methods of one socket's listener are called one at a time, on virtual threads, those that tell of frames in the
 * order of what the server sent; what one call wrote is visible to the next. A method may block, may use the REST client, and may
 * call any method of the socket, {@link ChatSocket#close()} included. While it runs nothing else is read from this one
 * connection: when that takes too long the server closes it as too slow, and it comes back and resumes. Waiting in a listener
 * for a future of {@link ChatSocket#send} waits for ever: its answer is behind it.
 *
 * <p>An exception is logged, and what it was about counts as handled. After {@link #onClosed} nothing is called.
 */
public interface SocketListener {
    /** Everything that was missed was given; what follows is live. After each (re)connect. */
    default void onReady(ServerFrame.Ready ready) {}

    /**
     * A change that is not known yet; of one chat always in the order of {@code rev}, each once. It carries the state of what
     * changed: put it in the place of what was there. With the own user's {@link Event.MemberLeft}, and with {@link Event.ChatDeleted},
     * drop the chat. The rev is stored when this has returned.
     */
    default void onEvent(Event event) {}

    /** Too much was missed in this chat: read its history and members anew. Later changes follow as events. */
    default void onReset(ServerFrame.Reset reset) {}

    /** The broker has a message that was sent with {@code accepted}; it is not stored yet. */
    default void onAccepted(ServerFrame.Accepted accepted) {}

    /** Watched users: all of them after {@link ChatSocket#watch} and after each reconnect, then who changed. */
    default void onPresence(ServerFrame.Presence presence) {}

    /** Who has read and received what in a watched chat: all there is after {@link ChatSocket#watch} and after each reconnect, then what moved. */
    default void onMarkers(ServerFrame.Markers markers) {}

    /** A member of a watched chat begins to write, or is no longer writing: said so, sent it, fell silent, or nobody knows any more. */
    default void onTyping(Typing typing) {}

    /** A member of a watched chat, or somebody to this user, signals. Not repeated. */
    default void onSignal(ServerFrame.Signal signal) {}

    /** The user's own markers moved, by this device, another, or REST. */
    default void onInbox(ServerFrame.Inbox inbox) {}

    /** What the user has begun to write in a chat was saved or removed, on whichever device. */
    default void onDraft(ServerFrame.DraftChanged draft) {}

    /** The user's own settings: after each {@link #onReady}, and when they changed on whichever device. */
    default void onSelf(ServerFrame.Self self) {}

    /** The server has taken a fresh token; the connection stays open until that one expires. */
    default void onToken(ServerFrame.Token token) {}

    /** A frame of a type that this version does not know. Where it is a change of a chat, its rev counts as known afterwards. */
    default void onUnknown(ObjectNode frame) {}

    /** A pending send was refused for now, and will be sent again after the time to wait: slow mode, or too much at once. */
    default void onPostponed(ServerFrame.Refusal refusal) {}

    /** A frame was refused that belongs to no pending send. One that may be said again later is, where it is a watch, a mark or a token. */
    default void onRefused(ServerFrame.Refusal refusal) {}

    /** The connection is gone, or could not be made, and will be tried again after this time. */
    default void onDisconnected(Disconnect why, Duration retryIn) {}

    /** The socket is closed for good: by {@link ChatSocket#close()}, or because coming back would not help. */
    default void onClosed(Disconnect why) {}

    /**
     * Whether somebody writes in a chat.
     *
     * @param writing false: no longer
     */
    record Typing(String chat, String user, boolean writing) {}

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
