package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.event.Mentions;
import io.parley.contract.event.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of messages and search. */
public final class Messages {
    private Messages() {}

    /**
     * Send a message; the sender is the token's subject.
     *
     * @param replyTo the {@code seq} of the message that it answers
     * @param mentions whom it calls
     */
    public record Send(
            @Nullable String clientId,
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            @Nullable Long replyTo,
            @Nullable Mentions mentions) {
        @JsonCreator
        public Send {}

        public Send(
                @Nullable String clientId,
                @Nullable String text,
                @Nullable List<String> recipients,
                @Nullable ObjectNode metadata) {
            this(clientId, text, recipients, metadata, null, null);
        }
    }

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
     */
    public record Hit(String chat, Message message, double score, List<String> highlights) {
        public Hit {
            highlights = List.copyOf(highlights);
        }
    }

    /**
     * Found messages.
     *
     * @param total how many there are, exact up to 10,000
     * @param next the cursor of the next page
     */
    public record Hits(
            List<Hit> items, long total, @Nullable String next) {
        public Hits {
            items = List.copyOf(items);
        }
    }
}
