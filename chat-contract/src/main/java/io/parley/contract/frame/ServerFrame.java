package io.parley.contract.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.contract.Role;
import io.parley.contract.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server says on the socket, besides the {@link io.parley.contract.event.Event events}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ServerFrame.Refusal.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong")
})
public sealed interface ServerFrame {

    /**
     * Everything that was missed has been sent; what follows is live.
     *
     * @param session names this connection in the server's logs
     * @param node names the gateway
     * @param user the caller's id
     * @param tokenExpiresAt when the server will close the socket unless it gets a fresh token
     * @param pingSeconds how often the server pings, and how long it waits for any sign of life is three times this
     * @param chats the user's chats, at most 1,000 of them
     * @param moreChats whether the user has more chats than {@code chats} lists; all of them are live
     */
    record Ready(
            String session,
            String node,
            UUID application,
            String user,
            Instant tokenExpiresAt,
            int pingSeconds,
            FrameLimits limits,
            List<ChatHead> chats,
            boolean moreChats)
            implements ServerFrame {
        public Ready {
            chats = List.copyOf(chats);
        }
    }

    /** What a client may do on this connection. Bytes, characters and counts. */
    record FrameLimits(int frameBytes, int textChars, int recipients, int metadataBytes, int unacknowledged) {}

    /**
     * Where one of the user's chats stands.
     *
     * @param rev everything up to here was sent, or is what the client begins with
     */
    record ChatHead(String chat, @Nullable String title, Role role, long lastSeq, long rev) {}

    /** The message is stored: committed, for good. */
    record Ack(String chat, String clientId, long seq, long rev, Instant createdAt, boolean duplicate)
            implements ServerFrame {}

    /**
     * A frame was refused. The connection stays open.
     *
     * @param code the reason
     * @param message what is wrong and what to do
     * @param field the field to blame
     * @param chat of the refused send
     * @param clientId of the refused send
     * @param retryAfterMillis present when the same frame may be sent again after this time
     */
    record Refusal(
            ErrorCode code,
            String message,
            @Nullable String field,
            @Nullable String chat,
            @Nullable String clientId,
            @Nullable Long retryAfterMillis)
            implements ServerFrame {}

    /** Too much was missed in this chat to replay: read its history, and count everything up to {@code rev} as known. */
    record Reset(String chat, long rev) implements ServerFrame {}

    /** The answer to {@code ping}. */
    record Pong(@Nullable String id) implements ServerFrame {}
}
