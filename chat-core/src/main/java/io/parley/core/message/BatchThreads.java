package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.event.Replies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the replies of a batch do to threads, while all its chats are locked. A thread that many answer in one batch changes
 * once. Touches no database.
 */
final class BatchThreads {
    /** Names a message. */
    record Key(long chatKey, long seq) {}

    /**
     * A message that is answered.
     *
     * @param root what began its thread: itself, where it answers nothing
     */
    record Answered(Message message, Message root) {}

    /** A reply that is to be stored. */
    record NewReply(long chatKey, long thread, long seq, boolean counted) {}

    /** A message whose thread has grown, as it is from then on. */
    record ChangedRoot(LockedChat chat, Message message) {}

    private final Map<Key, Answered> answered;
    private final List<NewReply> replies = new ArrayList<>();
    private final Map<Key, Growth> growths = new LinkedHashMap<>();

    private record Growth(LockedChat chat, Message root, Replies replies) {}

    BatchThreads(Map<Key, Answered> answered) {
        this.answered = new HashMap<>(answered);
    }

    List<NewReply> replies() {
        return replies;
    }

    /** Why a command may not answer what it names; null: it may, or it answers nothing. */
    @Nullable
    Outcome refusal(Command.SendMessage command, LockedChat chat) {
        Long replyTo = command.replyTo();
        if (replyTo == null) {
            return null;
        }
        Answered to = answered.get(new Key(chat.key(), replyTo));
        if (to == null || to.message().deletedAt() != null || !chat.sees(command.sender(), to.message())) {
            return BatchPlan.refused(command, ErrorCode.MESSAGE_NOT_FOUND, "replyTo");
        }
        boolean within = Threads.within(to.message(), command.sender(), command.recipients())
                && Threads.within(to.root(), command.sender(), command.recipients());
        return within
                ? null
                : new Outcome.Refused(
                        command.id(),
                        ErrorCode.INVALID_REQUEST,
                        "recipients",
                        "A reply to a directed message must be directed to nobody who may not see that one");
    }

    /** The first message of the thread that a reply belongs to. */
    @Nullable
    Long thread(Command.SendMessage command, LockedChat chat) {
        Long replyTo = command.replyTo();
        return replyTo == null
                ? null
                : Objects.requireNonNull(answered.get(new Key(chat.key(), replyTo)))
                        .root()
                        .seq();
    }

    /** Notes a message that is to be stored, which others of the batch may answer. */
    void stored(LockedChat chat, Message message) {
        Long thread = message.thread();
        if (thread == null) {
            return;
        }
        Message root = Objects.requireNonNull(
                        answered.get(new Key(chat.key(), Objects.requireNonNull(message.replyTo()))))
                .root();
        boolean counted = Threads.counts(root, message.sender(), message.recipients());
        replies.add(new NewReply(chat.key(), thread, message.seq(), counted));
        if (counted) {
            Key key = new Key(chat.key(), thread);
            Growth before = growths.get(key);
            Replies standing = before == null ? root.replies() : before.replies();
            long count = standing == null ? 1 : standing.count() + 1;
            growths.put(key, new Growth(chat, root, new Replies(count, message.seq(), message.createdAt())));
        }
    }

    /** Numbers the changes of threads, after everything else of the batch. */
    List<ChangedRoot> changed(Instant now) {
        return growths.values().stream()
                .map(growth ->
                        new ChangedRoot(growth.chat(), growth.chat().change(growth.root(), growth.replies(), now)))
                .toList();
    }
}
