package io.parley.realtime.session;

import io.parley.contract.Limits;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.watch.ChangeSource;
import io.parley.realtime.watch.Watches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Greets connections: what all of them need for it. On the hub.
 *
 * @param hub runs tasks on the hub
 * @param delay runs a task on the hub later
 * @param arrivals hears who is live
 * @param replayLimit changes of one chat that are replayed at most
 * @param pingSeconds how often clients are pinged
 * @param unacknowledged commands that a connection may have on their way
 * @param framesPerSecond frames that a connection may send
 */
public record Greeter(
        String node,
        SessionConfig config,
        Watches watches,
        StateSource state,
        ChangeSource changes,
        Executor hub,
        BiConsumer<Duration, Runnable> delay,
        Turns turns,
        Arrivals arrivals,
        int replayLimit,
        int pingSeconds,
        int unacknowledged,
        int framesPerSecond) {

    /** Sends a connection what it missed, and makes it live. */
    public void greet(Session session, @Nullable Map<String, Long> known) {
        Hello.greet(this, session, known);
    }

    /** The link to the broker was away: sends a connection what it may have missed of chats that its user joined. */
    public void catchUp(Session session) {
        if (session.mayCatchUp()) {
            Hello.catchUp(this, session);
        }
    }

    /** A connection was closed. */
    public void leave(Session session) {
        session.closed();
        watches.unregister(session);
        arrivals.left(session);
    }

    void later(Duration time, Runnable task) {
        delay.accept(time, task);
    }

    ServerFrame.Ready ready(Session session, List<ServerFrame.ChatHead> chats, boolean moreChats) {
        return new ServerFrame.Ready(
                session.id(),
                node,
                session.application(),
                session.user(),
                session.caller().tokenExpiresAt(),
                pingSeconds,
                new ServerFrame.FrameLimits(
                        Limits.FRAME_BYTES,
                        Limits.HELLO_BYTES,
                        Limits.TEXT_CHARS,
                        Limits.RECIPIENTS,
                        Limits.METADATA_BYTES,
                        unacknowledged,
                        Limits.SIGNAL_BYTES,
                        Limits.WATCHED_CHATS,
                        Limits.WATCHED_USERS,
                        framesPerSecond),
                chats,
                moreChats);
    }
}
