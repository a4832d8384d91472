package io.parley.core.message;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.core.database.Sql;
import io.parley.core.http.EntityTags;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageRows;
import io.parley.core.timeline.TimelineTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A message that the caller may see, under the lock of its chat, and what the caller may do with it. Judged under the lock:
 * whoever is removed from the chat, or loses a role, before then can do nothing any more.
 *
 * @param role the caller's; absent for an application token
 */
record LockedMessage(
        TimelineTransaction transaction,
        ApplicationAccess caller,
        @Nullable Role role,
        Message message) {
    private static final String ROLE =
            "select role from subscription where chat_key = ? and user_id = ? and left_at is null";

    private static final String SELECT = """
            select %s from message m where m.chat_key = ? and m.seq = ? and %s
            """.formatted(MessageRows.COLUMNS, MessageRows.VISIBLE);

    /**
     * Reads it.
     *
     * @throws ContractException {@link ErrorCode#CHAT_NOT_FOUND} when the caller is no longer subscribed,
     *     {@link ErrorCode#MESSAGE_NOT_FOUND}
     */
    static LockedMessage read(TimelineTransaction transaction, ChatAccess access, long seq) throws SQLException {
        ApplicationAccess caller = access.inApplication();
        String viewer = caller.caller().sender();
        Role role = Sql.first(transaction.connection(), ROLE, LockedMessage::role, transaction.chatKey(), viewer)
                .orElse(null);
        if (role == null && !caller.may(Action.READ_MESSAGES)) {
            throw new ContractException(ErrorCode.CHAT_NOT_FOUND);
        }
        Message message = Sql.first(
                        transaction.connection(),
                        SELECT,
                        MessageRows::read,
                        transaction.chatKey(),
                        seq,
                        viewer,
                        viewer,
                        viewer,
                        viewer)
                .orElseThrow(() -> new ContractException(ErrorCode.MESSAGE_NOT_FOUND));
        return new LockedMessage(transaction, caller, role, message);
    }

    private static Role role(ResultSet row) throws SQLException {
        return Role.of(row.getString("role"));
    }

    /** As whom the caller writes. */
    String sender() {
        return caller.caller().sender();
    }

    boolean deleted() {
        return message.deletedAt() != null;
    }

    boolean isOwn() {
        return message.sender().equals(sender());
    }

    ChatSettings settings() {
        return transaction.settings();
    }

    boolean may(Action action) {
        return caller.may(action) || (role != null && action.allows(role));
    }

    /** This, unless it was deleted: then nobody changes it any more. */
    LockedMessage requireThere() {
        if (settings().archived()) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "The chat is archived: nothing in it changes until it is active again.");
        }
        if (deleted()) {
            throw new ContractException(ErrorCode.MESSAGE_NOT_FOUND, "This message was deleted.");
        }
        return this;
    }

    /** This, when the caller may. */
    LockedMessage require(Action action) {
        if (!may(action)) {
            throw action.refusal();
        }
        return this;
    }

    /** This, when something holds; otherwise the caller is told who may. */
    LockedMessage require(boolean allowed, String detail) {
        if (!allowed) {
            throw new ContractException(ErrorCode.FORBIDDEN, detail);
        }
        return this;
    }

    /** This, when it is the version that the caller has read. */
    LockedMessage requireMatch(@Nullable String ifMatch) {
        EntityTags.requireMatch(ifMatch, message.rev());
        return this;
    }
}
