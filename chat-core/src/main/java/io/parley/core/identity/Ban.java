package io.parley.core.identity;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * That a user may not be in an application.
 *
 * @param until when it ends by itself; absent: not before it is lifted
 */
public record Ban(@Nullable String reason, @Nullable Instant until) {
    /** The ban in the columns {@code ban_reason} and {@code ban_until}; absent unless {@code banned}. */
    public static @Nullable Ban read(ResultSet row) throws SQLException {
        if (!row.getBoolean("banned")) {
            return null;
        }
        OffsetDateTime until = row.getObject("ban_until", OffsetDateTime.class);
        return new Ban(row.getString("ban_reason"), until == null ? null : until.toInstant());
    }

    /** What the user is told. */
    public String detail() {
        String banned = until == null
                ? "You are banned from this application"
                : "You are banned from this application until " + until;
        return reason == null ? banned + "." : banned + ": " + reason;
    }

    /** As an answer. */
    ContractException refusal() {
        return new ContractException(ErrorCode.BANNED, detail());
    }
}
