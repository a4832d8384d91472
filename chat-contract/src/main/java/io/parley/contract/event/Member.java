package io.parley.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.parley.contract.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's place in a chat.
 *
 * @param user the user's id
 * @param username the directory's name for the user, where known
 * @param displayName the directory's display name, where known
 * @param role what the user may do
 * @param joinedSeq the chat's last {@code seq} when the user joined
 * @param joinedAt when the user joined
 * @param fromSeq the first message that the user may see; absent: all. Events of earlier ones are not for the user
 */
public record Member(
        String user,
        @Nullable String username,
        @Nullable String displayName,
        Role role,
        long joinedSeq,
        Instant joinedAt,
        @Nullable Long fromSeq) {
    @JsonCreator
    public Member {}

    /** Of one who may see all messages. */
    public Member(
            String user,
            @Nullable String username,
            @Nullable String displayName,
            Role role,
            long joinedSeq,
            Instant joinedAt) {
        this(user, username, displayName, role, joinedSeq, joinedAt, null);
    }
}
