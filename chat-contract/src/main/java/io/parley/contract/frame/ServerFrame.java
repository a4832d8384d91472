package io.parley.contract.frame;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Role;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Draft;
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
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerFrame.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = ServerFrame.Token.class, name = "token"),
    @JsonSubTypes.Type(value = ServerFrame.Markers.class, name = "markers"),
    @JsonSubTypes.Type(value = ServerFrame.Inbox.class, name = "inbox"),
    @JsonSubTypes.Type(value = ServerFrame.Self.class, name = "self"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.Signal.class, name = "signal"),
    @JsonSubTypes.Type(value = ServerFrame.DraftChanged.class, name = "draft")
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
    record FrameLimits(
            int frameBytes,
            int helloBytes,
            int textChars,
            int recipients,
            int metadataBytes,
            int unacknowledged,
            int signalBytes,
            int watchedChats,
            int watchedUsers,
            int framesPerSecond) {}

    /**
     * Where one of the user's chats stands.
     *
     * @param rev everything up to here was sent, or is what the client begins with
     * @param readSeq the user's read marker
     * @param deliveredSeq the user's delivered marker, never behind the read marker
     */
    record ChatHead(
            String chat, @Nullable String title, Role role, long lastSeq, long rev, long readSeq, long deliveredSeq) {}

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

    /**
     * The broker has taken the message over. It is not stored yet: only {@code ack} says so, and only {@code ack} is
     * for good.
     */
    record Accepted(String chat, String clientId) implements ServerFrame {}

    /**
     * The fresh token is good.
     *
     * @param tokenExpiresAt when the server will close the socket unless it gets another
     */
    record Token(Instant tokenExpiresAt) implements ServerFrame {}

    /**
     * Up to where members of a watched chat have read and received: all that there is after {@code watch}, then what
     * moved. In a chat of up to 100 members by user, in a larger one as counts.
     *
     * @param members how many the chat has
     * @param markers by user; absent in a larger chat
     * @param counts for the newest messages; absent in a small chat
     */
    record Markers(
            String chat,
            int members,
            @Nullable List<Marker> markers,
            @Nullable List<MarkerCount> counts) implements ServerFrame {
        public Markers {
            markers = markers == null ? null : List.copyOf(markers);
            counts = counts == null ? null : List.copyOf(counts);
        }
    }

    /** Where a member's markers are: they move forward only. */
    record Marker(String user, long readSeq, long deliveredSeq) {}

    /** How many members' markers have reached a message, its sender's included. */
    record MarkerCount(long seq, int read, int delivered) {}

    /**
     * Where one of the user's chats stands for the user: markers moved, or it was marked unread, archived or muted, by whichever
     * device or by REST.
     *
     * @param unread messages of others that the user may see, after {@code readSeq}, or from {@code unreadSeq} on
     * @param mentions those of them that call the user
     * @param unreadSeq from where on it was marked unread; absent: it was not
     * @param archived absent: it is not
     * @param muted absent: it is not
     */
    record Inbox(
            String chat,
            long readSeq,
            long deliveredSeq,
            long unread,
            long mentions,
            @Nullable Long unreadSeq,
            @Nullable Boolean archived,
            @Nullable Muted muted)
            implements ServerFrame {
        @JsonCreator
        public Inbox {
            archived = Boolean.TRUE.equals(archived) ? true : null;
        }

        /** Of a chat that is not marked unread, archived or muted. */
        public Inbox(String chat, long readSeq, long deliveredSeq, long unread, long mentions) {
            this(chat, readSeq, deliveredSeq, unread, mentions, null, null, null);
        }
    }

    /**
     * A user does not want to be disturbed by a chat.
     *
     * @param until when that ends by itself; absent: never
     */
    record Muted(@Nullable Instant until) {}

    /**
     * What the user has begun to write in a chat was saved or removed, by whichever device.
     *
     * @param draft as it is now; absent: there is none any more
     */
    record DraftChanged(String chat, @Nullable Draft draft) implements ServerFrame {}

    /**
     * The user's own settings in the application: after {@code ready}, and when they changed on whichever device.
     *
     * @param presenceHidden whether nobody is shown that the user is online, or when last
     * @param blocked users whom the user does not want to notice, and who do not notice the user
     */
    record Self(boolean presenceHidden, List<String> blocked) implements ServerFrame {
        public Self {
            blocked = List.copyOf(blocked);
        }
    }

    /**
     * A member of a watched chat is writing, or no longer.
     *
     * @param forMillis how long that is to be believed unless it is said again; 0: no longer writing
     */
    record Typing(String chat, String user, int forMillis) implements ServerFrame {}

    /** Of watched users: all of them after {@code watch}, then who changed. */
    record Presence(List<UserPresence> users) implements ServerFrame {
        public Presence {
            users = List.copyOf(users);
        }
    }

    /**
     * Whether a user is online.
     *
     * @param lastSeenAt when the user was last online, to about a minute; absent while online, when never, or when that is not
     *     for the caller to know
     */
    record UserPresence(
            String user, boolean online, @Nullable Instant lastSeenAt) {}

    /** What a member of the chat signals. */
    record Signal(
            String chat, String user, String name, @Nullable ObjectNode payload, Instant at) implements ServerFrame {}
}
