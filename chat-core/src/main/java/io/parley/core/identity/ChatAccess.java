package io.parley.core.identity;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is to a chat that the caller may see.
 *
 * @param inApplication what the caller is to its application
 * @param chatKey the chat's row
 * @param chat the chat's id
 * @param role the caller's subscription; absent for an application token, and for an application's owner who is not
 *     subscribed
 * @param fromSeq the first message that the caller may see; 0: all
 * @param lastSeq the chat's last message when this was judged
 * @param changedRev the rev of the last change of a message that was there already, when this was judged
 * @param hides whether the caller has deleted messages of the chat for oneself
 */
public record ChatAccess(
        ApplicationAccess inApplication,
        long chatKey,
        String chat,
        @Nullable Role role,
        long fromSeq,
        long lastSeq,
        long changedRev,
        boolean hides) {

    /** Whether the caller may, by what the caller is to the chat or to its application. */
    public boolean may(Action action) {
        return inApplication.may(action) || (role != null && action.allows(role));
    }

    /**
     * This, when the caller may.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ChatAccess require(Action action) {
        if (!may(action)) {
            throw action.refusal();
        }
        return this;
    }
}
