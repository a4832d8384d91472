package io.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Limits;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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

    /** More than that cannot fit, however short the ids. */
    private static final int HELLO_CHATS = Limits.HELLO_BYTES / (HELLO_BYTES_PER_CHAT + 1);

    private final SocketListener listener;
    private final RevStore revs;
    private final Consumer<String> left;
    private final Writers writers;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    /** Who left a chat last, as long as nobody has said who the user is. */
    private final Map<String, String> leavers = new HashMap<>();

    private @Nullable String user;

    /** @param left is told of each chat that is no longer the user's */
    Inbound(SocketListener listener, RevStore revs, Consumer<String> left) {
        this.listener = listener;
        this.revs = revs;
        this.left = left;
        this.writers = new Writers(typing -> tell(() -> listener.onTyping(typing)));
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
        int room = Limits.HELLO_BYTES - HELLO_BYTES_REST;
        for (Map.Entry<String, Long> chat : revs.latest(HELLO_CHATS).entrySet()) {
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
            if (event instanceof Event.MessageCreated created) {
                writers.wrote(created.chat(), created.message().sender());
            }
        }
    }

    /** Tells of what ends by itself; another time when the listener is busy, so that nothing waits for it here. */
    void expire() {
        if (writers.due() && oneAtATime.tryLock()) {
            try {
                writers.expire();
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    /** In what time {@link #expire} has something to do. */
    Duration idle() {
        return writers.idle();
    }

    /**
     * What happens in a chat between a user's leaving and return is not sent. So the chat begins anew for the user then,
     * and not after the rev of having left. One that was deleted is over.
     */
    private void forgetIfLeft(Event event) {
        leavers.remove(event.chat());
        switch (event) {
            case Event.MemberLeft left when user == null -> leavers.put(left.chat(), left.user());
            case Event.MemberLeft left when left.user().equals(user) -> forget(left.chat());
            case Event.ChatDeleted deleted -> forget(deleted.chat());
            case Event.ChatCreated _,
                    Event.ChatChanged _,
                    Event.MemberJoined _,
                    Event.MemberChanged _,
                    Event.MemberLeft _,
                    Event.MessageHidden _,
                    Event.OfMessage _ -> {
                // The user is still there.
            }
        }
    }

    private void forget(String chat) {
        revs.forget(chat);
        left.accept(chat);
    }

    /** Told to the listener as it is; a change of a kind that is not known is a change all the same. */
    void unknown(ObjectNode frame) {
        String chat = frame.path("chat").asText();
        long rev = frame.path("rev").asLong();
        boolean change = !chat.isEmpty() && rev > 0;
        if (!change || rev > revs.known(chat)) {
            tell(() -> listener.onUnknown(frame));
            if (change) {
                revs.advance(chat, rev);
            }
        }
    }

    void told(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Ready ready -> ready(ready);
            case ServerFrame.Reset reset -> reset(reset);
            case ServerFrame.Accepted accepted -> tell(() -> listener.onAccepted(accepted));
            case ServerFrame.Token token -> tell(() -> listener.onToken(token));
            case ServerFrame.Markers markers -> tell(() -> listener.onMarkers(markers));
            case ServerFrame.Inbox inbox -> tell(() -> listener.onInbox(inbox));
            case ServerFrame.DraftChanged draft -> tell(() -> listener.onDraft(draft));
            case ServerFrame.Self self -> tell(() -> listener.onSelf(self));
            case ServerFrame.Typing typing -> writers.heard(typing);
            case ServerFrame.Presence presence -> tell(() -> listener.onPresence(presence));
            case ServerFrame.Signal signal -> tell(() -> listener.onSignal(signal));
            case ServerFrame.Refusal refusal -> tell(() -> listener.onRefused(refusal));
            case ServerFrame.Ack _, ServerFrame.Pong _ -> {
                // The one is told by its future; that something was heard is noted where it arrives.
            }
        }
    }

    private void reset(ServerFrame.Reset reset) {
        tell(() -> listener.onReset(reset));
        advance(reset.chat(), reset.rev());
    }

    private void ready(ServerFrame.Ready ready) {
        // The latest chat comes first, and is to be the last one that the store forgets.
        for (ServerFrame.ChatHead head : ready.chats().reversed()) {
            advance(head.chat(), head.rev());
        }
        user = ready.user();
        leavers.forEach((chat, leaver) -> {
            if (leaver.equals(ready.user())) {
                forget(chat);
            }
        });
        leavers.clear();
        tell(() -> listener.onReady(ready));
    }

    void postponed(ServerFrame.Refusal refusal) {
        tell(() -> listener.onPostponed(refusal));
    }

    void disconnected(SocketListener.Disconnect why, Duration retryIn) {
        exclusively(() -> {
            writers.clear();
            tell(() -> listener.onDisconnected(why, retryIn));
        });
    }

    void closed(SocketListener.Disconnect why) {
        exclusively(() -> {
            writers.clear();
            tell(() -> listener.onClosed(why));
        });
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
