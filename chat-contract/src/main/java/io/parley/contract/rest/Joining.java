package io.parley.contract.rest;

import io.parley.contract.Role;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies about how users come into chats: invites, requests, and many at once. */
public final class Joining {
    private Joining() {}

    /**
     * Make an invite.
     *
     * @param role {@code member} when absent, or {@code reader}
     * @param expiresAt in the future; absent: never
     * @param maxUses 1 to 100,000; absent: as often as one likes
     */
    public record InviteCreate(
            @Nullable Role role,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses) {}

    /**
     * An invite.
     *
     * @param token what is given on; shown only when the invite is made, stored only as a hash
     * @param uses how many joined by it
     */
    public record Invite(
            UUID id,
            Role role,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses,
            int uses,
            @Nullable String token) {}

    /** Join by an invite's token. */
    public record Join(@Nullable String invite) {}

    /**
     * Who came in where.
     *
     * @param chat its id
     */
    public record Joined(String chat, Member member) {}

    /**
     * Ask to be let in.
     *
     * @param note to those who decide, 1 to 500 characters
     */
    public record Ask(@Nullable String note) {}

    /**
     * Somebody who waits to be let in.
     *
     * @param note to those who decide
     */
    public record Request(
            String user,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String note,
            Instant askedAt) {}

    /** Subscribe many users: 1 to 1,000. */
    public record SubscribeMany(@Nullable List<Chats.Subscribe> subscriptions) {}

    /** What came of each, in the order in which they were given. */
    public record SubscribedMany(List<SubscribedOne> results) {
        public SubscribedMany {
            results = List.copyOf(results);
        }
    }

    /**
     * What came of one of many.
     *
     * @param joined whether this subscribed the user; no: the user was subscribed, and stays in that role
     * @param error absent when the user is subscribed
     */
    public record SubscribedOne(
            @Nullable Member member,
            @Nullable Boolean joined,
            @Nullable Failure error) {}

    /** Why one of many was refused. */
    public record Failure(ErrorCode code, String detail) {}
}
