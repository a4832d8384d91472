package io.parley.client;

import io.parley.contract.Limits;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands on to the listener, one thing at a time, and keeps the revs: an event that is known already goes no further. A
 * rev is kept after the listener has handled it, so that a crash in between repeats it rather than loses it.
 */
final class Inbound {
    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());
    /** What a chat takes in a hello besides its id: quotes, colon, comma and a rev of at most 19 digits. */
    private static final int HELLO_BYTES_PER_CHAT = 23;

    private static final int HELLO_BYTES_REST = 128;

    private final SocketListener listener;
    private final RevStore revs;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    /** Who left a chat last, as long as nobody has said who the user is. */
    private final Map<String, String> leavers = new HashMap<>();

    private @Nullable String user;

    Inbound(SocketListener listener, RevStore revs) {
        this.listener = listener;
        this.revs = revs;
    }

    /** Runs an action while no other listener method runs. What it throws is logged. */
    void exclusively(Runnable action) {
        oneAtATime.lock();
        try {
            action.run();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Whether the current thread is within a listener method. */
    boolean withinListener() {
        return oneAtATime.isHeldByCurrentThread();
    }

    /** The first frame: the chats that changed last, as many as fit; a chat left out is sent from its beginning. */
    ClientFrame.Hello resume() {
        Map<String, Long> known = new LinkedHashMap<>();
        int room = Limits.FRAME_BYTES - HELLO_BYTES_REST;
        for (Map.Entry<String, Long> chat : revs.latest(Limits.SYNC_CHATS).entrySet()) {
            room -= chat.getKey().length() + HELLO_BYTES_PER_CHAT;
            if (room < 0) {
                break;
            }
            known.put(chat.getKey(), chat.getValue());
        }
        return new ClientFrame.Hello(known);
    }

    void event(Event event) {
        if (event.rev() > revs.known(event.chat())) {
            tell(() -> listener.onEvent(event));
            revs.advance(event.chat(), event.rev());
            forgetIfLeft(event);
        }
    }

    /**
     * What happens in a chat between a user's leaving and return is not sent. So the chat begins anew for the user then,
     * and not after the rev of having left.
     */
    private void forgetIfLeft(Event event) {
        leavers.remove(event.chat());
        if (event instanceof Event.MemberLeft left) {
            if (user == null) {
                leavers.put(left.chat(), left.user());
            } else if (user.equals(left.user())) {
                revs.forget(left.chat());
            }
        }
    }

    void reset(ServerFrame.Reset reset) {
        tell(() -> listener.onReset(reset));
        advance(reset.chat(), reset.rev());
    }

    void ready(ServerFrame.Ready ready) {
        // The latest chat comes first, and is to be the last one that the store forgets.
        for (ServerFrame.ChatHead head : ready.chats().reversed()) {
            advance(head.chat(), head.rev());
        }
        user = ready.user();
        leavers.forEach((chat, leaver) -> {
            if (leaver.equals(ready.user())) {
                revs.forget(chat);
            }
        });
        leavers.clear();
        tell(() -> listener.onReady(ready));
    }

    void refused(ServerFrame.Refusal refusal) {
        tell(() -> listener.onRefused(refusal));
    }

    void disconnected(SocketListener.Disconnect why, Duration retryIn) {
        exclusively(() -> tell(() -> listener.onDisconnected(why, retryIn)));
    }

    void closed(SocketListener.Disconnect why) {
        exclusively(() -> tell(() -> listener.onClosed(why)));
    }

    private void advance(String chat, long rev) {
        if (rev > revs.known(chat)) {
            revs.advance(chat, rev);
        }
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A socket listener failed; what it was told counts as handled", e);
        }
    }
}
