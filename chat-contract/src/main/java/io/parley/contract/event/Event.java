package io.parley.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a chat. Carries the current state of what changed, so that applying it twice, or only the latest of two,
 * gives the same result. Sent over the socket as a frame of its own, and in the answers of {@code sync}.
 *
 * <p>A change that was overtaken by a later one of the same thing is not repeated: whoever asks for the changes after a
 * {@code rev} is given each thing once, at its latest {@code rev}, in the order of {@code rev}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.ChatCreated.class, name = Event.CHAT_CREATED),
    @JsonSubTypes.Type(value = Event.ChatChanged.class, name = Event.CHAT_CHANGED),
    @JsonSubTypes.Type(value = Event.ChatDeleted.class, name = Event.CHAT_DELETED),
    @JsonSubTypes.Type(value = Event.MemberJoined.class, name = Event.MEMBER_JOINED),
    @JsonSubTypes.Type(value = Event.MemberChanged.class, name = Event.MEMBER_CHANGED),
    @JsonSubTypes.Type(value = Event.MemberLeft.class, name = Event.MEMBER_LEFT),
    @JsonSubTypes.Type(value = Event.MessageCreated.class, name = Event.MESSAGE_CREATED),
    @JsonSubTypes.Type(value = Event.MessageEdited.class, name = Event.MESSAGE_EDITED),
    @JsonSubTypes.Type(value = Event.MessageDeleted.class, name = Event.MESSAGE_DELETED),
    @JsonSubTypes.Type(value = Event.MessageReacted.class, name = Event.MESSAGE_REACTED),
    @JsonSubTypes.Type(value = Event.MessagePinned.class, name = Event.MESSAGE_PINNED),
    @JsonSubTypes.Type(value = Event.MessageReplied.class, name = Event.MESSAGE_REPLIED),
    @JsonSubTypes.Type(value = Event.MessageHidden.class, name = Event.MESSAGE_HIDDEN)
})
public sealed interface Event {
    String CHAT_CREATED = "chat.created";
    String CHAT_CHANGED = "chat.changed";
    String CHAT_DELETED = "chat.deleted";
    String MEMBER_JOINED = "member.joined";
    String MEMBER_CHANGED = "member.changed";
    String MEMBER_LEFT = "member.left";
    String MESSAGE_CREATED = "message.created";
    String MESSAGE_EDITED = "message.edited";
    String MESSAGE_DELETED = "message.deleted";
    String MESSAGE_REACTED = "message.reacted";
    String MESSAGE_PINNED = "message.pinned";
    String MESSAGE_REPLIED = "message.replied";
    String MESSAGE_HIDDEN = "message.hidden";

    /** The chat's id within the application. */
    String chat();

    /** The chat's revision that this change took: 1, 2, 3 … without holes. */
    long rev();

    /** The name on the wire. */
    default String type() {
        return switch (this) {
            case ChatCreated _ -> CHAT_CREATED;
            case ChatChanged _ -> CHAT_CHANGED;
            case ChatDeleted _ -> CHAT_DELETED;
            case MemberJoined _ -> MEMBER_JOINED;
            case MemberChanged _ -> MEMBER_CHANGED;
            case MemberLeft _ -> MEMBER_LEFT;
            case MessageCreated _ -> MESSAGE_CREATED;
            case MessageEdited _ -> MESSAGE_EDITED;
            case MessageDeleted _ -> MESSAGE_DELETED;
            case MessageReacted _ -> MESSAGE_REACTED;
            case MessagePinned _ -> MESSAGE_PINNED;
            case MessageReplied _ -> MESSAGE_REPLIED;
            case MessageHidden _ -> MESSAGE_HIDDEN;
        };
    }

    /**
     * The chat came to be.
     *
     * @param slowModeSeconds a member's time between two messages; absent: no such bound
     * @param about absent: nothing
     * @param direct whether it is the one chat of two people; absent: no
     * @param settings absent: all as by default
     */
    record ChatCreated(
            String chat,
            long rev,
            @Nullable String title,
            Instant createdAt,
            @Nullable Integer slowModeSeconds,
            @Nullable ChatAbout about,
            @Nullable Boolean direct,
            @Nullable ChatSettings settings)
            implements Event {}

    /**
     * A property of the chat changed.
     *
     * @param slowModeSeconds a member's time between two messages; absent: no such bound
     * @param about absent: nothing
     * @param direct whether it is the one chat of two people; absent: no
     * @param settings absent: all as by default
     */
    record ChatChanged(
            String chat,
            long rev,
            @Nullable String title,
            Instant createdAt,
            @Nullable Integer slowModeSeconds,
            @Nullable ChatAbout about,
            @Nullable Boolean direct,
            @Nullable ChatSettings settings)
            implements Event {}

    /** The chat is no more. Its last event, for everyone. */
    record ChatDeleted(String chat, long rev, Instant deletedAt) implements Event {}

    /** A user was subscribed. */
    record MemberJoined(String chat, long rev, Member member) implements Event {}

    /** A subscription's role changed. */
    record MemberChanged(String chat, long rev, Member member) implements Event {}

    /** A user is no longer subscribed. The last event of this chat that this user gets. */
    record MemberLeft(String chat, long rev, String user, Instant leftAt) implements Event {}

    /**
     * A change of a message. Whichever it is, it carries the whole message as it is now: applying it is putting that in the
     * place of what was there.
     */
    sealed interface OfMessage extends Event {
        /** As it is at this {@link #rev}. */
        Message message();
    }

    /** A message was stored. */
    record MessageCreated(String chat, long rev, Message message) implements OfMessage {}

    /** A message's text or metadata changed. */
    record MessageEdited(String chat, long rev, Message message) implements OfMessage {}

    /** A message was deleted: what it said is gone. */
    record MessageDeleted(String chat, long rev, Message message) implements OfMessage {}

    /** Someone reacted to a message, or took a reaction back. */
    record MessageReacted(String chat, long rev, Message message) implements OfMessage {}

    /** A message was pinned, or is no longer. */
    record MessagePinned(String chat, long rev, Message message) implements OfMessage {}

    /** The thread that began with a message has another count of replies. */
    record MessageReplied(String chat, long rev, Message message) implements OfMessage {}

    /** A user has deleted a message for oneself: only this user is told, on all devices. */
    record MessageHidden(String chat, long rev, String user, long seq, Instant hiddenAt) implements Event {}
}
