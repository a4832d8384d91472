package io.parley.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as everyone who may see it sees it.
 *
 * @param seq its number in the chat: 1, 2, 3 … without holes; one that you may not see leaves a gap in what you get
 * @param rev the chat's revision at which this message last changed
 * @param clientId the id that the sender gave it; unique for sender and chat, for ever
 * @param sender the user's id, or {@code application:<id>} for a message of the application itself
 * @param text 1 to 10,000 characters; absent when it was deleted
 * @param recipients the audience besides the sender, also once it was deleted; absent: everyone in the chat
 * @param metadata what the application attached: a JSON object of at most 4,096 bytes; absent when it was deleted
 * @param createdAt when it was stored, to the millisecond
 * @param editedAt when its text or metadata last changed; absent: never
 * @param deletedAt when it was deleted; what it said is gone, and its place stays
 * @param reactions in the order in which each was first given; absent: none
 * @param pinned absent: it is not
 * @param replyTo the message that it answers
 * @param thread the message that began the thread which it belongs to: what {@code replyTo} names, or what began that one's
 * @param mentions whom it calls; absent when it was deleted
 * @param replies of the thread that began with it; absent: none
 * @param expiresAt when it is deleted by itself; absent: never
 * @param forwarded where it was copied from; absent: it was written here, or was deleted
 */
public record Message(
        long seq,
        long rev,
        String clientId,
        String sender,
        @Nullable String text,
        @Nullable List<String> recipients,
        @Nullable ObjectNode metadata,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable List<Reaction> reactions,
        @Nullable Pin pinned,
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Mentions mentions,
        @Nullable Replies replies,
        @Nullable Instant expiresAt,
        @Nullable Forwarded forwarded) {

    @JsonCreator
    public Message {
        recipients = recipients == null ? null : List.copyOf(recipients);
        reactions = reactions == null || reactions.isEmpty() ? null : List.copyOf(reactions);
    }

    /** A message as it was sent. */
    public Message(
            long seq,
            long rev,
            String clientId,
            String sender,
            String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            Instant createdAt) {
        this(
                seq,
                rev,
                clientId,
                sender,
                text,
                recipients,
                metadata,
                createdAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** With another text and other metadata. */
    public Message edited(long atRev, @Nullable String newText, @Nullable ObjectNode newMetadata, Instant at) {
        return new Message(
                seq,
                atRev,
                clientId,
                sender,
                newText,
                recipients,
                newMetadata,
                createdAt,
                at,
                deletedAt,
                reactions,
                pinned,
                replyTo,
                thread,
                mentions,
                replies,
                expiresAt,
                forwarded);
    }

    /** Without what it said. */
    public Message deleted(long atRev, Instant at) {
        return new Message(
                seq,
                atRev,
                clientId,
                sender,
                null,
                recipients,
                null,
                createdAt,
                editedAt,
                at,
                null,
                null,
                replyTo,
                thread,
                null,
                replies,
                expiresAt,
                null);
    }

    /** With other reactions and another pin. */
    public Message marked(long atRev, @Nullable List<Reaction> newReactions, @Nullable Pin newPin) {
        return new Message(
                seq,
                atRev,
                clientId,
                sender,
                text,
                recipients,
                metadata,
                createdAt,
                editedAt,
                deletedAt,
                newReactions,
                newPin,
                replyTo,
                thread,
                mentions,
                replies,
                expiresAt,
                forwarded);
    }

    /** With another standing of its thread. */
    public Message replied(long atRev, @Nullable Replies newReplies) {
        return new Message(
                seq,
                atRev,
                clientId,
                sender,
                text,
                recipients,
                metadata,
                createdAt,
                editedAt,
                deletedAt,
                reactions,
                pinned,
                replyTo,
                thread,
                mentions,
                newReplies,
                expiresAt,
                forwarded);
    }

    /** Whether a subscriber of the chat may see it. */
    public boolean visibleTo(String user) {
        return recipients == null || sender.equals(user) || recipients.contains(user);
    }
}
