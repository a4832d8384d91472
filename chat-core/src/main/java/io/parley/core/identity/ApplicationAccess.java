package io.parley.core.identity;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.contract.permission.Standing;
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
        OWNER(Standing.APPLICATION_OWNER),
        /** Its own token. */
        TOKEN(Standing.APPLICATION_TOKEN),
        /** A user who was made an admin of it. */
        ADMIN(Standing.APPLICATION_ADMIN),
        /** A user who was admitted to it. */
        MEMBER(Standing.APPLICATION_MEMBER);

        private final Standing standing;

        Relation(Standing standing) {
            this.standing = standing;
        }
    }

    /** Whether what the caller is to the application allows this, whatever the caller is to a chat. */
    public boolean may(Action action) {
        return action.allows(relation.standing);
    }

    /**
     * This, when the caller may.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN}
     */
    public ApplicationAccess require(Action action) {
        if (!may(action)) {
            throw action.refusal();
        }
        return this;
    }
}
