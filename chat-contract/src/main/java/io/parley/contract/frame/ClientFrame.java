package io.parley.contract.frame;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.event.Mentions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says on the socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
    @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = ClientFrame.Token.class, name = "token"),
    @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ClientFrame.Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ClientFrame.Signal.class, name = "signal")
})
public sealed interface ClientFrame {

    /**
     * The first frame. With {@code known} the server first sends everything that changed after those revs, in all of
     * the user's chats; a chat that is not named counts as known up to rev 0. Without {@code known}: only what happens
     * from now on.
     *
     * @param known chat id to the highest {@code rev} that the client has
     */
    record Hello(@Nullable Map<String, Long> known) implements ClientFrame {}

    /**
     * Send a message. Answered by {@code ack}, or by {@code error} with the same {@code clientId}.
     *
     * @param accepted whether to say {@code accepted}, too, once the broker has taken the message over
     * @param replyTo the {@code seq} of the message that it answers
     * @param mentions whom it calls
     * @param expiresInSeconds after which time it is deleted; absent: never
     */
    record Send(
            @Nullable String chat,
            @Nullable String clientId,
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            @Nullable Boolean accepted,
            @Nullable Long replyTo,
            @Nullable Mentions mentions,
            @Nullable Long expiresInSeconds)
            implements ClientFrame {
        @JsonCreator
        public Send {}

        /** A message that answers none and calls nobody. */
        public Send(
                @Nullable String chat,
                @Nullable String clientId,
                @Nullable String text,
                @Nullable List<String> recipients,
                @Nullable ObjectNode metadata,
                @Nullable Boolean accepted) {
            this(chat, clientId, text, recipients, metadata, accepted, null, null, null);
        }
    }

    /** Answered by {@code pong} with the same id. */
    record Ping(@Nullable String id) implements ClientFrame {}

    /** A fresh access token of the same user, before the old one expires. Answered by {@code token}. */
    record Token(@Nullable String token) implements ClientFrame {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /**
     * What the client shows now, in the place of what it named before: who types and reads in these chats, and whether
     * these users are online. Answered by {@code markers} for each chat and by {@code presence}.
     *
     * @param chats at most 100
     * @param users at most 500
     */
    record Watch(@Nullable List<String> chats, @Nullable List<String> users) implements ClientFrame {}

    /**
     * Move the user's own markers forward; what is behind where they are changes nothing. Stored, and answered by
     * {@code inbox} on all of the user's devices.
     *
     * @param readSeq the user has seen everything up to here
     * @param deliveredSeq a device of the user has everything up to here
     */
    record Mark(
            @Nullable String chat,
            @Nullable Long readSeq,
            @Nullable Long deliveredSeq) implements ClientFrame {}

    /**
     * The user is writing. To be repeated every few seconds while that is so.
     *
     * @param typing {@code false}: no longer; true when absent
     */
    record Typing(@Nullable String chat, @Nullable Boolean typing) implements ClientFrame {}

    /**
     * A small event of the application's own, to whoever is connected now. Not stored, not repeated, not acknowledged.
     *
     * @param name what it is: 1 to 64 of {@code a-z 0-9 _ . -}
     * @param payload at most 2,048 bytes
     * @param to at most 32 members of the chat, on all of their connections; absent: whoever watches the chat
     */
    record Signal(
            @Nullable String chat,
            @Nullable String name,
            @Nullable ObjectNode payload,
            @Nullable List<String> to) implements ClientFrame {}
}
