package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Mentions;
import io.parley.contract.event.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of messages and search. */
public final class Messages {
    private Messages() {}

    /**
     * Send a message; the sender is the token's subject.
     *
     * @param replyTo the {@code seq} of the message that it answers
     * @param mentions whom it calls
     * @param expiresInSeconds after which time it is deleted; absent: never
     * @param forward a message to copy, in the place of {@code text} and {@code metadata}
     */
    public record Send(
            @Nullable String clientId,
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            @Nullable Long replyTo,
            @Nullable Mentions mentions,
            @Nullable Long expiresInSeconds,
            @Nullable Forward forward) {
        @JsonCreator
        public Send {}

        public Send(
                @Nullable String clientId,
                @Nullable String text,
                @Nullable List<String> recipients,
                @Nullable ObjectNode metadata) {
            this(clientId, text, recipients, metadata, null, null, null, null);
        }
    }

    /** A message that the caller may read, in a chat of the same application. */
    public record Forward(@Nullable String chat, @Nullable Long seq) {}

    /** Save what one has begun to write. */
    public record SaveDraft(
            @Nullable String text,
            @Nullable Long replyTo,
            @Nullable ObjectNode metadata) {}

    /**
     * Send a message later.
     *
     * @param sendAt when
     * @param message what
     */
    public record Schedule(
            @Nullable Instant sendAt, @Nullable Send message) {}

    /**
     * A message that is to be sent.
     *
     * @param chat the chat's id
     * @param failed why it was not sent when its time came; absent: it waits. One that was sent is no longer scheduled
     */
    public record Scheduled(
            UUID id,
            String chat,
            Instant sendAt,
            Instant createdAt,
            Send message,
            @Nullable Failure failed) {}

    /** Why a scheduled message was not sent. */
    public record Failure(ErrorCode code, String detail) {}

    /**
     * Edit a message (RFC 7396 merge patch).
     *
     * @param text absent: as it is
     * @param metadata merged into what is there; null removes it
     */
    public record Edit(@Nullable String text, @Nullable ObjectNode metadata) {}

    /**
     * What a message said before it was edited.
     *
     * @param writtenAt since when it said so
     * @param replacedRev the chat's revision at which it was replaced
     */
    public record Version(@Nullable String text, @Nullable ObjectNode metadata, Instant writtenAt, long replacedRev) {}

    /**
     * The command is accepted but its outcome is not known yet. Ask {@code location}, or send again with the same
     * {@code clientId}: it is stored once.
     */
    public record Accepted(String clientId, String location) {}

    /**
     * A message that was found.
     *
     * @param score relevance, higher is better; comparable within one answer
     * @param highlights pieces of the text with the hits between {@code <em>} and {@code </em>}; the rest is
     *     HTML-escaped
     * @param before the messages before it that the caller may see, in their order; absent: not asked for
     * @param after those after it, likewise
     */
    public record Hit(
            String chat,
            Message message,
            double score,
            List<String> highlights,
            @Nullable List<Message> before,
            @Nullable List<Message> after) {
        public Hit {
            highlights = List.copyOf(highlights);
            before = before == null ? null : List.copyOf(before);
            after = after == null ? null : List.copyOf(after);
        }

        /** The same hit between these messages. */
        public Hit between(List<Message> earlier, List<Message> later) {
            return new Hit(chat, message, score, highlights, earlier, later);
        }
    }

    /**
     * All hits counted, for those with the most of them.
     *
     * @param chat by chat; absent: not asked for
     * @param sender by sender; absent: not asked for
     */
    public record Facets(
            @Nullable List<Count> chat, @Nullable List<Count> sender) {
        public Facets {
            chat = chat == null ? null : List.copyOf(chat);
            sender = sender == null ? null : List.copyOf(sender);
        }
    }

    /**
     * How many hits are of something.
     *
     * @param id of the chat or the user
     * @param hits how many
     */
    public record Count(String id, long hits) {}

    /**
     * Found messages.
     *
     * @param total how many there are, exact up to 10,000
     * @param facets all hits counted; absent: not asked for
     * @param lagMillis how long a message took lately from being stored to being found, in milliseconds; absent: not known yet
     * @param next the cursor of the next page
     */
    public record Hits(
            List<Hit> items,
            long total,
            @Nullable Facets facets,
            @Nullable Long lagMillis,
            @Nullable String next) {
        public Hits {
            items = List.copyOf(items);
        }

        /** The same with other items. */
        public Hits with(List<Hit> others) {
            return new Hits(others, total, facets, lagMillis, next);
        }
    }
}
