package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Who makes and unmakes owners, and that a chat that had one keeps one. */
@Singleton
class OwnerRules {
    private static final String OTHERS = """
            select exists (select from subscription where chat_key = ? and user_id <> ? and left_at is null) as members,
                   exists (select from subscription
                            where chat_key = ? and user_id <> ? and left_at is null and role = 'owner') as owners
            """;

    private record Others(boolean members, boolean owners) {}

    /** A moderator cannot make an owner, and so become one by a friend; a member who may invite cannot make a moderator. */
    void checkGrant(ChatAccess access, Role granted) {
        if (granted == Role.MODERATOR && !access.may(Action.SUBSCRIBE_OTHERS)) {
            throw Action.SUBSCRIBE_OTHERS.refusal();
        }
        if (granted == Role.OWNER && !access.may(Action.CHANGE_OWNERS)) {
            throw new ContractException(ErrorCode.FORBIDDEN, "Only an owner, or the application, may make an owner.");
        }
    }

    /** A moderator cannot remove or demote an owner. */
    void checkTake(ChatAccess access, Role taken) {
        if (taken == Role.OWNER && !access.may(Action.CHANGE_OWNERS)) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "Only an owner, or the application, may remove or demote an owner.");
        }
    }

    /**
     * The chat keeps an owner when this one goes. The lock on the chat's row keeps two owners from going at once.
     *
     * @param stays whether the user stays in another role, and so counts as a member
     */
    void checkNotLast(TimelineTransaction tx, String owner, boolean stays) throws SQLException {
        Others others = Sql.first(
                        tx.connection(),
                        OTHERS,
                        row -> new Others(row.getBoolean("members"), row.getBoolean("owners")),
                        tx.chatKey(),
                        owner,
                        tx.chatKey(),
                        owner)
                .orElseThrow();
        if (!others.owners() && (stays || others.members())) {
            throw new ContractException(
                    ErrorCode.LAST_OWNER, "This is the chat's last owner: make another member an owner first.");
        }
    }
}
