package io.parley.contract.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of {@code /internal/v1}: for services of the same installation with the realm role {@value #ROLE}. */
public final class Internal {
    public static final String ROLE = "parley-internal";
    /** Chats in one question for heads. */
    public static final int MAX_HEADS = 1_000;
    /** Marks, or users seen, in one request. */
    public static final int MAX_MARKS = 1_000;
    /** Chats that a user left, in one answer: the latest. */
    public static final int MAX_LEFT = 1_000;
    /** Messages that a user has deleted for oneself, in one answer: the latest. */
    public static final int MAX_HIDDEN = 10_000;
    /** Response header of {@code changes}: everything up to this rev is in the answer. */
    public static final String COVERED_REV = "Parley-Covered-Rev";
    /** Response header of {@code changes}: {@code true} when there is more after the covered rev. */
    public static final String MORE = "Parley-More";

    private Internal() {}

    /** A chat of an application. */
    public record ChatRef(UUID application, String chat) {}

    /** Which chats' last revs are asked for. */
    public record HeadsRequest(List<ChatRef> chats) {
        public HeadsRequest {
            chats = List.copyOf(chats);
        }
    }

    /** {@code last_rev} of each chat that was asked for, in that order; absent (null) where there is no such chat. */
    public record Heads(List<@Nullable Long> revs) {}

    /**
     * The changes of a chat after a rev, whoever may see them; answered as an
     * {@link io.parley.contract.broker.EventBundle}.
     *
     * @param limit 1 to 1,000
     */
    public record ChangesRequest(UUID application, String chat, long after, int limit) {}

    /** What users marked on the socket; each at most once in a request. */
    public record MarksRequest(List<Mark> marks) {
        public MarksRequest {
            marks = List.copyOf(marks);
        }
    }

    /** Move a member's markers forward; nothing happens where they are further, or where the user is no member. */
    public record Mark(
            UUID application,
            String chat,
            String user,
            @Nullable Long readSeq,
            @Nullable Long deliveredSeq) {}

    /** Where the markers of a chat's members are, for a user who is one of them. Answered by {@link io.parley.contract.frame.ServerFrame.Markers}. */
    public record MarkersRequest(UUID application, String chat, String user) {}

    /** Users who were online. */
    public record SeenRequest(List<Seen> seen) {
        public SeenRequest {
            seen = List.copyOf(seen);
        }
    }

    /** When a user was last online. */
    public record Seen(UUID application, String user, Instant at) {}

    /** When users of an application were last online, as far as the viewer may know. */
    public record LastSeenRequest(UUID application, String viewer, List<String> users) {
        public LastSeenRequest {
            users = List.copyOf(users);
        }
    }

    /** Those of whom there is something to say. */
    public record LastSeen(List<Seen> seen) {
        public LastSeen {
            seen = List.copyOf(seen);
        }
    }

    /**
     * What a user may not see of an application's messages, though a copy of what is stored may say otherwise.
     *
     * @param left chats that the user was in and is not any more
     * @param blocked users whom the user has blocked
     * @param hidden messages that the user has deleted for oneself: the chat's id, {@code |} and the {@code seq}
     */
    public record View(List<String> left, List<String> blocked, List<String> hidden) {
        public View {
            left = List.copyOf(left);
            blocked = List.copyOf(blocked);
            hidden = List.copyOf(hidden);
        }
    }
}
