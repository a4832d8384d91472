package io.parley.indexer.event;

import io.parley.contract.Check;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.indexer.index.MessageDocument;
import io.parley.indexer.member.MemberIndex;
import io.parley.indexer.member.MembershipChange;

/** What an event means for the indexes. */
sealed interface Change {
    /** Index this state of a message. */
    record MessageState(MessageDocument document) implements Change {}

    /** A user is, or is no longer, in a chat. */
    record Membership(MembershipChange change) implements Change {}

    /** Nobody is in a chat any more. */
    record ChatEnd(MemberIndex.End end) implements Change {}

    /** Nothing of it is searched; also every event of a version of Parley that is newer than this one. */
    record Unconcerned() implements Change {}

    /**
     * Reads an event, and checks what the engine would refuse a whole batch for.
     *
     * @throws RuntimeException when it is not an event of this contract
     */
    static Change of(EventBundle.Entry entry) {
        Envelope envelope = entry.envelope();
        return switch (envelope.type()) {
            case Event.MESSAGE_CREATED,
                    Event.MESSAGE_EDITED,
                    Event.MESSAGE_DELETED,
                    Event.MESSAGE_REACTED,
                    Event.MESSAGE_PINNED,
                    Event.MESSAGE_REPLIED -> message(envelope, entry.event());
            case Event.MEMBER_JOINED, Event.MEMBER_CHANGED -> membership(envelope, true, fromSeq(entry.event()));
            case Event.MEMBER_LEFT -> membership(envelope, false, 0);
            case Event.CHAT_DELETED ->
                new ChatEnd(new MemberIndex.End(
                        envelope.application(),
                        Check.chatId(envelope.chat(), "chat"),
                        positive(envelope.rev(), "rev")));
            default -> new Unconcerned();
        };
    }

    private static Change message(Envelope envelope, Event event) {
        if (!(event instanceof Event.OfMessage of) || !event.type().equals(envelope.type())) {
            throw ContractException.invalid("type", "The envelope names another type than the event");
        }
        String chat = of.chat();
        Message message = of.message();
        if (!chat.equals(envelope.chat()) || of.rev() != envelope.rev()) {
            throw ContractException.invalid("chat", "The envelope names another chat or rev than the event");
        }
        Check.chatId(chat, "chat");
        positive(message.seq(), "seq");
        positive(message.rev(), "rev");
        return new MessageState(new MessageDocument(envelope.application(), chat, message));
    }

    private static long fromSeq(Event event) {
        Long fromSeq =
                switch (event) {
                    case Event.MemberJoined joined -> joined.member().fromSeq();
                    case Event.MemberChanged changed -> changed.member().fromSeq();
                    default ->
                        throw ContractException.invalid("type", "The envelope names another type than the event");
                };
        return fromSeq == null ? 0 : fromSeq;
    }

    private static Change membership(Envelope envelope, boolean member, long fromSeq) {
        return new Membership(new MembershipChange(
                envelope.application(),
                Check.userId(envelope.member(), "member"),
                Check.chatId(envelope.chat(), "chat"),
                positive(envelope.rev(), "rev"),
                member,
                fromSeq));
    }

    private static long positive(long value, String field) {
        if (value < 1) {
            throw ContractException.invalid(field, field + " must be 1 or more");
        }
        return value;
    }
}
