package io.parley.core.message;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.MessageRows;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Changes a message that was there already: a transaction of its own, the event, then the cache. */
@ApplicationScoped
class MessageWriter {
    private static final String SELECT =
            "select %s from message m where m.chat_key = ? and m.seq = ?".formatted(MessageRows.COLUMNS);

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

    /** As {@link Work}, of nobody's request. */
    @FunctionalInterface
    interface UnaskedWork {
        @Nullable
        Next next(TimelineTransaction transaction, Message message) throws SQLException;
    }

    /** The message as it is then. */
    Message change(ChatAccess access, long seq, Work work) {
        return change(access.inApplication().application(), access.chat(), tx -> {
            LockedMessage locked = LockedMessage.read(tx, access, seq);
            return new Decided(locked.message(), work.next(locked));
        });
    }

    /** Changes a message without a caller, whoever may see it. */
    void change(UUID application, String chat, long seq, UnaskedWork work) {
        change(application, chat, tx -> {
            Message message = Sql.first(tx.connection(), SELECT, MessageRows::read, tx.chatKey(), seq)
                    .orElseThrow(() -> new ContractException(ErrorCode.MESSAGE_NOT_FOUND));
            return new Decided(message, work.next(tx, message));
        });
    }

    private record Decided(Message before, @Nullable Next next) {}

    @FunctionalInterface
    private interface Decision {
        Decided decide(TimelineTransaction transaction) throws SQLException;
    }

    private Message change(UUID application, String chat, Decision decision) {
        Done done = timeline.write(application, chat, tx -> {
            CachedChat before = new CachedChat(tx.chatKey(), tx.changedRev());
            Decided decided = decision.decide(tx);
            Next next = decided.next();
            Message message = next == null ? decided.before() : store(tx, next);
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
