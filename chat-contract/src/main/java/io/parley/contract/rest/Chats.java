package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.parley.contract.Role;
import io.parley.contract.event.ChatAbout;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ServerFrame.Muted;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of chats and subscriptions. */
public final class Chats {
    private Chats() {}

    /**
     * Create a chat.
     *
     * @param id the client's choice; the server makes one when absent
     * @param title 1 to 200 characters
     * @param slowModeSeconds a member's time between two messages, 0 to 21,600; none when absent or 0
     * @param about absent: nothing
     * @param settings absent: all as by default
     */
    public record Create(
            @Nullable String id,
            @Nullable String title,
            @Nullable Integer slowModeSeconds,
            @Nullable ChatAbout about,
            @Nullable ChatSettings settings) {
        @JsonCreator
        public Create {}

        public Create(@Nullable String id, @Nullable String title) {
            this(id, title, null);
        }

        public Create(@Nullable String id, @Nullable String title, @Nullable Integer slowModeSeconds) {
            this(id, title, slowModeSeconds, null, null);
        }
    }

    /** Change a chat (RFC 7396 merge patch). */
    public record Patch(
            @Nullable String title,
            @Nullable Integer slowModeSeconds,
            @Nullable ChatAbout about,
            @Nullable ChatSettings settings) {
        @JsonCreator
        public Patch {}

        public Patch(@Nullable String title, @Nullable Integer slowModeSeconds) {
            this(title, slowModeSeconds, null, null);
        }
    }

    /**
     * A chat.
     *
     * @param slowModeSeconds a member's time between two messages; absent: no such bound
     * @param about absent: nothing
     * @param direct whether it is the one chat of two people; absent: no
     * @param settings absent: all as by default
     */
    public record Chat(
            UUID application,
            String id,
            @Nullable String title,
            long lastSeq,
            long rev,
            Instant createdAt,
            @Nullable Integer slowModeSeconds,
            @Nullable ChatAbout about,
            @Nullable Boolean direct,
            @Nullable ChatSettings settings) {}

    /**
     * Subscribe a user, by id or by username.
     *
     * @param user the user's id
     * @param username the user's name in the realm; also of one who never logged in
     * @param role {@code member} when absent
     */
    public record Subscribe(
            @Nullable String user,
            @Nullable String username,
            @Nullable Role role) {}

    /**
     * One of the caller's chats.
     *
     * @param lastMessage the last one that the caller may see
     * @param unread messages of others that the caller may see, after the read marker; exact
     * @param mentions those of them that call the caller
     * @param readSeq the read marker; it begins at the chat's last message when the caller joined
     * @param unreadSeq from where on the caller marked it unread; absent: not at all
     * @param archived absent: it is not
     * @param muted absent: it is not
     */
    public record InboxEntry(
            Chat chat,
            Role role,
            @Nullable Message lastMessage,
            long unread,
            long mentions,
            long readSeq,
            @Nullable Long unreadSeq,
            @Nullable Boolean archived,
            @Nullable Muted muted) {
        public InboxEntry {
            archived = Boolean.TRUE.equals(archived) ? true : null;
        }
    }

    /**
     * What is unread in all of the caller's chats that were asked for.
     *
     * @param chats how many have something unread
     * @param unread messages
     * @param mentions those of them that call the caller
     */
    public record Totals(long chats, long unread, long mentions) {}

    /** Mark a chat unread from this message on, for the caller alone. */
    public record MarkUnread(@Nullable Long seq) {}

    /** Mute a chat; without {@code until} for good. */
    public record Mute(@Nullable Instant until) {}

    /**
     * Move the caller's markers forward; one of the two at least.
     *
     * @param seq the caller has read everything up to here; moves the delivered marker, too
     * @param deliveredSeq a device of the caller has everything up to here
     */
    public record Read(@Nullable Long seq, @Nullable Long deliveredSeq) {
        @JsonCreator
        public Read {}

        public Read(@Nullable Long seq) {
            this(seq, null);
        }
    }

    /**
     * Where the caller's markers are: never behind where they were.
     *
     * @param unread messages of others that the caller may see, after {@code readSeq}, or from {@code unreadSeq} on; exact
     * @param mentions those of them that call the caller
     * @param unreadSeq from where on the caller marked it unread; absent: not at all
     * @param archived absent: it is not
     * @param muted absent: it is not
     */
    public record ReadMarker(
            long readSeq,
            long deliveredSeq,
            long unread,
            long mentions,
            @Nullable Long unreadSeq,
            @Nullable Boolean archived,
            @Nullable Muted muted) {
        public ReadMarker {
            archived = Boolean.TRUE.equals(archived) ? true : null;
        }
    }
}
