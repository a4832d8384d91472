package io.parley.core.message;

import io.parley.contract.event.Message;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.MessageRows;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Changes a message that was there already: a transaction of its own, the event, then the cache. */
@ApplicationScoped
class MessageWriter {
    private final Timeline timeline;
    private final RecentMessages recent;

    MessageWriter(Timeline timeline, RecentMessages recent) {
        this.timeline = timeline;
        this.recent = recent;
    }

    /**
     * What is to become of a message.
     *
     * @param state the message as it is from a rev on
     * @param also another message that was changed with it, as it is now
     */
    record Next(
            MessageChange change,
            LongFunction<Message> state,
            @Nullable Message also) {
        Next(MessageChange change, LongFunction<Message> state) {
            this(change, state, null);
        }
    }

    /** Decides what is to become of a message, and writes what belongs to it; null: nothing. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Next next(LockedMessage message) throws SQLException;
    }

    private record Done(Message message, List<Message> changed, CachedChat before, CachedChat after) {}

    /** The message as it is then. */
    Message change(ChatAccess access, long seq, Work work) {
        Done done = timeline.write(access.inApplication().application(), access.chat(), tx -> {
            CachedChat before = new CachedChat(tx.chatKey(), tx.changedRev());
            LockedMessage locked = LockedMessage.read(tx, access, seq);
            Next next = work.next(locked);
            Message message = next == null ? locked.message() : store(tx, next);
            List<Message> changed =
                    next == null || next.also() == null ? List.of(message) : List.of(message, next.also());
            return new Done(message, changed, before, new CachedChat(tx.chatKey(), tx.changedRev()));
        });
        if (!done.after().equals(done.before())) {
            recent.changed(done.before(), done.after(), done.changed());
        }
        return done.message();
    }

    private static Message store(TimelineTransaction tx, Next next) throws SQLException {
        long rev = tx.appendToMessage(
                given -> next.change().event(tx.chatId(), next.state().apply(given)));
        Message message = next.state().apply(rev);
        MessageRows.change(tx.connection(), tx.chatKey(), message, next.change(), tx.now());
        return message;
    }
}
