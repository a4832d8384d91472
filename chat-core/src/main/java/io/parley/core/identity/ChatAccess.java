package io.parley.core.identity;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is to a chat that the caller may see.
 *
 * @param inApplication what the caller is to its application
 * @param chatKey the chat's row
 * @param chat the chat's id
 * @param role the caller's subscription; absent for an application token, and for an application's owner who is not
 *     subscribed
 * @param lastSeq the chat's last message when this was judged
 * @param changedRev the rev of the last change of a message that was there already, when this was judged
 */
public record ChatAccess(
        ApplicationAccess inApplication,
        long chatKey,
        String chat,
        @Nullable Role role,
        long lastSeq,
        long changedRev) {

    /** Whether the caller may change the chat and its subscriptions. */
    public boolean manages() {
        return inApplication.manages() || (role != null && role.mayManage());
    }

    /** Whether the caller may make or unmake owners of the chat. */
    public boolean managesOwners() {
        return inApplication.manages() || role == Role.OWNER;
    }

    /** Whether the caller may read messages: subscribers, and the application's token (undirected ones only). */
    public boolean reads() {
        return role != null || inApplication.relation() == ApplicationAccess.Relation.TOKEN;
    }

    /**
     * This, when {@link #manages()}.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ChatAccess requireManage() {
        if (!manages()) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "Only an owner or moderator of the chat, or the application, may do this.");
        }
        return this;
    }

    /**
     * This, when {@link #managesOwners()}.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ChatAccess requireOwn() {
        if (!managesOwners()) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "Only an owner of the chat, or the application, may do this.");
        }
        return this;
    }

    /**
     * This, when {@link #reads()}.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ChatAccess requireRead() {
        if (!reads()) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN,
                    "The application's owner manages this chat but reads its messages only when subscribed to it.");
        }
        return this;
    }
}
