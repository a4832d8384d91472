package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Sync;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.Frame;
import io.parley.realtime.watch.Watches;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What follows a {@code hello}: <b>subscribe first, then read, then deliver</b>. The connection is registered; the
 * user's chats and what changed in them are read page by page, and sent as fast as the client reads; then comes
 * {@code ready}, then the events that arrived meanwhile, then it is live. On the hub.
 *
 * <p>The same, without {@code ready}, for a connection that is live when the link to the broker comes back: meanwhile its
 * user may have joined chats that nobody here watches, so that nothing else would find them.
 */
final class Hello {
    private static final Logger LOG = Logger.getLogger(Hello.class);
    private static final int READY_CHATS = 1_000;
    private static final long RETRY_MILLIS = 250;
    /** Chats that one question to chat-core may name. */
    private static final int CATCH_UP_CHATS = 2_000;

    private final Greeter greeter;
    private final Session session;
    private final boolean first;
    private @Nullable Map<String, Long> known;
    /** Chats of which too much was missed, and where they stood when that was found. */
    private final Map<String, Long> resets = new HashMap<>();

    private final Deque<EncodedFrame> replay = new ArrayDeque<>();
    private final List<ServerFrame.ChatHead> chats = new ArrayList<>();
    private boolean moreChats;
    private int failures;

    private Hello(Greeter greeter, Session session, boolean first, @Nullable Map<String, Long> known) {
        this.greeter = greeter;
        this.session = session;
        this.first = first;
        this.known = known;
    }

    /** @param known what the client says that it has; absent: from now on */
    static void greet(Greeter greeter, Session session, @Nullable Map<String, Long> known) {
        new Hello(greeter, session, true, known).start();
    }

    /** Brings a live connection what it may have missed, when it is its turn. */
    static void catchUp(Greeter greeter, Session session) {
        greeter.turns()
                .take(() -> new Hello(greeter, session, false, greeter.watches().standing(session)).resume());
    }

    private void start() {
        session.reading();
        greeter.watches().register(session);
        greeter.turns().take(() -> read(null));
    }

    private void resume() {
        if (known != null && known.size() > CATCH_UP_CHATS) {
            // Its client names them itself, as far as they fit, when it comes back.
            session.close(CloseCode.UNAVAILABLE);
        }
        session.reading();
        read(null);
    }

    private void read(@Nullable String cursor) {
        if (session.isClosed()) {
            greeter.turns().done();
            return;
        }
        Watches.Reading reading = greeter.watches().beginReading();
        Sync.Request request = new Sync.Request(known, greeter.replayLimit(), cursor);
        greeter.state().sync(session.caller().token(), session.application(), request, (page, failure) -> {
            if (page == null) {
                end(reading);
                failed(cursor, failure);
            } else {
                settle(page.self());
                read(cursor, page, reading);
            }
        });
    }

    private void settle(ServerFrame.@Nullable Self self) {
        if (self != null && !self.equals(session.self())) {
            session.self(self);
            if (!first) {
                session.send(self);
                greeter.arrivals().settled(session);
            }
        }
    }

    private void read(@Nullable String cursor, Sync.Response page, Watches.Reading reading) {
        List<ChatKey> tooLong = page.chats().stream()
                .filter(chat -> chat.more() && !chat.gone())
                .limit(Internal.MAX_HEADS)
                .map(chat -> new ChatKey(session.application(), chat.chat()))
                .toList();
        if (tooLong.isEmpty()) {
            if (!session.isClosed()) {
                page.chats().forEach(chat -> apply(chat, reading));
            }
            end(reading);
            pump(page.next());
        } else {
            end(reading);
            skip(cursor, tooLong);
        }
    }

    /**
     * Where more changed than is replayed, the client is told where the chat stands instead. The page is then read
     * again from there: that the user is still a member must be known of a moment after that.
     */
    private void skip(@Nullable String cursor, List<ChatKey> tooLong) {
        greeter.changes().heads(tooLong, (heads, failure) -> {
            if (heads == null) {
                failed(cursor, failure);
                return;
            }
            Map<String, Long> claimed = new HashMap<>(known == null ? Map.of() : known);
            for (int i = 0; i < tooLong.size(); i++) {
                Long head = heads.get(i);
                if (head == null) {
                    failed(cursor, new IllegalStateException("A chat with changes has no head"));
                    return;
                }
                resets.put(tooLong.get(i).chat(), head);
                claimed.put(tooLong.get(i).chat(), head);
            }
            known = claimed;
            greeter.turns().take(() -> read(cursor));
        });
    }

    private void end(Watches.Reading reading) {
        reading.close();
        greeter.turns().done();
    }

    private void apply(Sync.ChatChanges chat, Watches.Reading reading) {
        if (chat.gone() || chat.role() == null) {
            session.gone(chat.chat(), chat.rev());
            // Nothing that is held may come after the user's leaving, nor that once more.
            session.cover(chat.chat(), chat.rev());
            greeter.watches().leave(session, chat.chat(), chat.rev());
            chat.changes().forEach(this::replay);
            return;
        }
        session.cover(chat.chat(), chat.rev());
        greeter.watches().join(session, chat.chat(), chat.role(), chat.rev(), chat.fromSeq(), reading);
        Long reset = resets.remove(chat.chat());
        if (reset != null) {
            replay.addLast(EncodedFrame.of(new ServerFrame.Reset(chat.chat(), reset)));
        }
        chat.changes().forEach(this::replay);
        if (chats.size() < READY_CHATS) {
            chats.add(new ServerFrame.ChatHead(
                    chat.chat(),
                    chat.title(),
                    chat.role(),
                    chat.lastSeq(),
                    chat.rev(),
                    chat.readSeq(),
                    chat.deliveredSeq()));
        } else {
            moreChats = true;
        }
    }

    private void replay(Event event) {
        replay.addLast(EncodedFrame.of(event));
    }

    /** Sends what was missed as fast as the client reads it, then reads the next page or says ready. */
    private void pump(@Nullable String next) {
        if (next == null && first) {
            replay.addLast(EncodedFrame.of(greeter.ready(session, chats, moreChats)));
            replay.addLast(EncodedFrame.of(session.self()));
        }
        send(() -> {
            if (next == null) {
                if (first) {
                    greeter.arrivals().joined(session);
                }
                release();
            } else {
                greeter.turns().take(() -> read(next));
            }
        });
    }

    private void send(Runnable then) {
        while (!replay.isEmpty() && !session.isClosed()) {
            if (session.outbound().halfFull()) {
                session.outbound().whenRead(() -> greeter.hub().execute(() -> send(then)));
                return;
            }
            session.outbound().send(replay.removeFirst());
        }
        if (!session.isClosed()) {
            then.run();
        }
    }

    private void release() {
        while (!session.outbound().halfFull()) {
            Frame frame = session.nextHeld();
            if (frame == null) {
                if (session.isBehind()) {
                    greeter.catchUp(session);
                }
                return;
            }
            session.outbound().send(frame.encoded());
        }
        session.outbound().whenRead(() -> greeter.hub().execute(this::release));
    }

    private void failed(@Nullable String cursor, @Nullable Throwable failure) {
        if (failure instanceof ContractException refused) {
            session.close(reason(refused.code()));
            return;
        }
        failures++;
        if (failures >= greeter.config().readAttempts()) {
            LOG.warnf("The state of %s could not be read: %s", session.caller(), failure);
            session.close(CloseCode.UNAVAILABLE);
            return;
        }
        greeter.later(Duration.ofMillis(RETRY_MILLIS << failures), () -> greeter.turns()
                .take(() -> read(cursor)));
    }

    private static CloseCode reason(ErrorCode code) {
        if (code == ErrorCode.UNAUTHENTICATED) {
            return CloseCode.TOKEN_EXPIRED;
        }
        if (code == ErrorCode.BANNED) {
            return CloseCode.BANNED;
        }
        return code == ErrorCode.APPLICATION_NOT_FOUND ? CloseCode.APPLICATION_NOT_FOUND : CloseCode.INTERNAL;
    }
}
