package io.parley.core.message;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each command of a batch, in order, while all its chats are locked. Touches no database: it is given
 * what is there, and tells what is to be written.
 */
final class BatchPlan {
    private final Instant now;
    private final Map<ChatRef, LockedChat> chats;
    private final Map<BatchSql.MessageKey, BatchSql.StoredMessage> stored;
    private final Map<String, Names> directory;
    private final BatchThreads threads;
    private final List<BatchSql.NewSubscription> subscriptions = new ArrayList<>();
    private final List<BatchSql.NewMessage> messages = new ArrayList<>();

    /** What the directory calls a user. */
    record Names(@Nullable String username, @Nullable String displayName) {}

    BatchPlan(
            Instant now,
            Map<ChatRef, LockedChat> chats,
            Map<BatchSql.MessageKey, BatchSql.StoredMessage> stored,
            Map<String, Names> directory,
            BatchThreads threads) {
        this.now = now;
        this.chats = chats;
        this.stored = new HashMap<>(stored);
        this.directory = directory;
        this.threads = threads;
    }

    List<BatchSql.NewSubscription> subscriptions() {
        return subscriptions;
    }

    BatchThreads threads() {
        return threads;
    }

    List<BatchSql.NewMessage> messages() {
        return messages;
    }

    Outcome decide(Command.SendMessage command) {
        LockedChat chat = chats.get(ChatRef.of(command));
        if (chat == null) {
            return refused(command, ErrorCode.CHAT_NOT_FOUND, "chat");
        }
        BatchSql.MessageKey key = new BatchSql.MessageKey(chat.key(), command.sender(), command.clientId());
        byte[] hash = ContentHash.of(command);
        BatchSql.StoredMessage earlier = stored.get(key);
        if (earlier != null) {
            return again(command, earlier, hash);
        }
        Outcome refusal = refusal(command, chat, now);
        if (refusal == null) {
            refusal = threads.refusal(command, chat);
        }
        if (refusal != null) {
            return refusal;
        }
        joinMissing(command, chat);
        chat.slowMode().sends(command.sender(), chat.role(command.sender()), now);
        Message message = chat.append(new MessageDraft(command), threads.thread(command, chat), now);
        threads.stored(chat, message);
        messages.add(new BatchSql.NewMessage(chat, message, hash));
        stored.put(key, new BatchSql.StoredMessage(message.seq(), message.rev(), now, hash));
        return new Outcome.Stored(command.id(), message.seq(), message.rev(), now, false);
    }

    private static Outcome again(Command.SendMessage command, BatchSql.StoredMessage earlier, byte[] hash) {
        if (!Arrays.equals(earlier.contentHash(), hash)) {
            return refused(command, ErrorCode.CLIENT_ID_CONFLICT, "clientId");
        }
        return new Outcome.Stored(command.id(), earlier.seq(), earlier.rev(), earlier.createdAt(), true);
    }

    private static @Nullable Outcome refusal(Command.SendMessage command, LockedChat chat, Instant now) {
        boolean creates = chat.createdByThoseWhoSentAt(command.receivedAt());
        if (!isApplication(command)) {
            Role role = chat.role(command.sender());
            if (role == null && !(creates && chat.mayBeSubscribed(command.sender()))) {
                return refused(command, ErrorCode.CHAT_NOT_FOUND, "chat");
            }
            Action toSend = chat.settings().toSend();
            if (role != null && !toSend.allows(role)) {
                return forbidden(command, toSend.refusal().detail());
            }
            Duration wait = chat.slowMode().left(command.sender(), role, now);
            if (!wait.isZero()) {
                return tooSoon(command, chat, wait);
            }
        }
        if (chat.settings().archived()) {
            return forbidden(command, "The chat is archived: nobody sends to it until it is active again.");
        }
        for (String recipient : recipients(command)) {
            if (!chat.isSubscribed(recipient)
                    && !recipient.equals(command.sender())
                    && !(creates && chat.mayBeSubscribed(recipient))) {
                return new Outcome.Refused(
                        command.id(),
                        ErrorCode.RECIPIENT_NOT_SUBSCRIBED,
                        "recipients",
                        "%s is not subscribed to this chat: subscribe the user first, or leave the user out"
                                .formatted(recipient));
            }
        }
        return null;
    }

    private static Outcome forbidden(Command.SendMessage command, String detail) {
        return new Outcome.Refused(command.id(), ErrorCode.FORBIDDEN, "chat", detail);
    }

    private static Outcome tooSoon(Command.SendMessage command, LockedChat chat, Duration wait) {
        String detail = "This chat is in slow mode: a member may send one message in %d seconds"
                .formatted(chat.slowMode().seconds());
        return new Outcome.Refused(command.id(), ErrorCode.RATE_LIMITED, "chat", detail, wait.toMillis() + 1);
    }

    private void joinMissing(Command.SendMessage command, LockedChat chat) {
        if (!isApplication(command) && !chat.isSubscribed(command.sender())) {
            join(chat, command.sender(), chat.creatorsRole());
        }
        for (String recipient : recipients(command)) {
            if (!chat.isSubscribed(recipient) && !recipient.equals(command.sender())) {
                join(chat, recipient, Role.MEMBER);
            }
        }
    }

    private void join(LockedChat chat, String user, Role role) {
        Names names = directory.getOrDefault(user, new Names(null, null));
        long joinedSeq = chat.lastSeq();
        Member member = new Member(user, names.username(), names.displayName(), role, joinedSeq, now);
        long rev =
                chat.join(user, role, next -> new Event.MemberJoined(chat.ref().chat(), next, member), now);
        subscriptions.add(new BatchSql.NewSubscription(chat, user, role, rev, joinedSeq));
    }

    static List<String> recipients(Command.SendMessage command) {
        return command.recipients() == null ? List.of() : command.recipients();
    }

    private static boolean isApplication(Command.SendMessage command) {
        return command.sender().equals(Check.APPLICATION_SENDER + command.application());
    }

    static Outcome refused(Command.SendMessage command, ErrorCode code, String field) {
        return new Outcome.Refused(command.id(), code, field, code.meaning());
    }
}
