package io.parley.contract.broker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.event.Forwarded;
import io.parley.contract.event.Mentions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client asks for, on its way to chat-core. Whoever writes it has verified the sender's token. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Command.SendMessage.class, name = "message.send"))
public sealed interface Command {
    /** Correlates the outcome; unique for the origin node. */
    long id();

    UUID application();

    String chat();

    /**
     * Send a message; creates the chat when there is none.
     *
     * @param sender the verified token's subject, or {@code application:<id>}
     * @param receivedAt when a service of Parley got it from the client; kept when the command is sent again. Whoever
     *     sent to a chat before it was created has created it too: that is how two users who send to the same new chat
     *     at the same time both get in
     * @param replyTo the {@code seq} of the message that it answers
     * @param mentions whom it calls
     * @param expiresInSeconds after which time it is deleted; absent: never
     * @param forwarded where it was copied from, which the sender may read; only chat-core says so
     */
    record SendMessage(
            long id,
            UUID application,
            String chat,
            String sender,
            String clientId,
            String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            Instant receivedAt,
            @Nullable Long replyTo,
            @Nullable Mentions mentions,
            @Nullable Long expiresInSeconds,
            @Nullable Forwarded forwarded)
            implements Command {
        @JsonCreator
        public SendMessage {}

        /** A message that answers none and calls nobody. */
        public SendMessage(
                long id,
                UUID application,
                String chat,
                String sender,
                String clientId,
                String text,
                @Nullable List<String> recipients,
                @Nullable ObjectNode metadata,
                Instant receivedAt) {
            this(
                    id,
                    application,
                    chat,
                    sender,
                    clientId,
                    text,
                    recipients,
                    metadata,
                    receivedAt,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
