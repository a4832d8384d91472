package io.parley.contract.rest;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of {@code /internal/v1}: for services of the same installation with the realm role {@value #ROLE}. */
public final class Internal {
    public static final String ROLE = "parley-internal";
    /** Chats in one question for heads. */
    public static final int MAX_HEADS = 1_000;
    /** Response header of {@code changes}: everything up to this rev is in the answer. */
    public static final String COVERED_REV = "Parley-Covered-Rev";
    /** Response header of {@code changes}: {@code true} when there is more after the covered rev. */
    public static final String MORE = "Parley-More";

    private Internal() {}

    public record ChatRef(UUID application, String chat) {}

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
}
