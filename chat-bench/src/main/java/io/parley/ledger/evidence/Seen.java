package io.parley.ledger.evidence;

import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import org.jspecify.annotations.Nullable;

/**
 * One change of a chat as somebody was given it.
 *
 * @param kind the event's type
 * @param seq of a message; 0 for anything else
 * @param digest of a message
 * @param user whom a change of membership is about
 * @param atMillis when it came, in milliseconds since the epoch
 */
public record Seen(
        String chat,
        long rev,
        String kind,
        long seq,
        long digest,
        @Nullable String user,
        long atMillis) {
    /** An event that has come. */
    public static Seen of(Event event, long atMillis) {
        String chat = event.chat().intern();
        return switch (event) {
            case Event.OfMessage of -> of(chat, of.message(), atMillis);
            case Event.MemberJoined joined ->
                member(chat, event, joined.member().user(), atMillis);
            case Event.MemberChanged changed ->
                member(chat, event, changed.member().user(), atMillis);
            case Event.MemberLeft left -> member(chat, event, left.user(), atMillis);
            case Event.MessageHidden hidden -> member(chat, event, hidden.user(), atMillis);
            case Event.ChatCreated _, Event.ChatChanged _, Event.ChatDeleted _ -> member(chat, event, null, atMillis);
        };
    }

    /** A message of a page. */
    public static Seen of(String chat, Message message, long atMillis) {
        return new Seen(chat, message.rev(), Event.MESSAGE_CREATED, message.seq(), Digest.of(message), null, atMillis);
    }

    private static Seen member(String chat, Event event, @Nullable String user, long atMillis) {
        return new Seen(chat, event.rev(), event.type(), 0, 0, user == null ? null : user.intern(), atMillis);
    }

    /** Whether it is a message. */
    public boolean isMessage() {
        return kind.equals(Event.MESSAGE_CREATED);
    }

    /** Whether it says that this user has left. */
    public boolean leaves(String someone) {
        return kind.equals(Event.MEMBER_LEFT) && someone.equals(user);
    }

    /** Whether it says that this user is in the chat now. */
    public boolean joins(String someone) {
        return kind.equals(Event.MEMBER_JOINED) && someone.equals(user);
    }
}
