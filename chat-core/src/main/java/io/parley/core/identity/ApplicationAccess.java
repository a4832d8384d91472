package io.parley.core.identity;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.util.UUID;

/**
 * What the caller is to an application that the caller may see.
 *
 * @param application its id
 * @param caller who asks
 * @param relation why the caller may see it
 */
public record ApplicationAccess(UUID application, Caller caller, Relation relation) {
    /** Why a caller may see an application. */
    public enum Relation {
        /** A user who provisioned it. */
        OWNER,
        /** Its own token. */
        TOKEN,
        /** A user who was admitted to it. */
        MEMBER
    }

    /** Whether the caller may change the application and all of its chats. */
    public boolean manages() {
        return switch (relation) {
            case OWNER, TOKEN -> true;
            case MEMBER -> false;
        };
    }

    /**
     * This, when {@link #manages()}.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ApplicationAccess requireManage() {
        if (!manages()) {
            throw new ContractException(ErrorCode.FORBIDDEN, "Only the application's owner or its token may do this.");
        }
        return this;
    }
}
