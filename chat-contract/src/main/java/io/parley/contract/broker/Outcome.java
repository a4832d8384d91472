package io.parley.contract.broker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.contract.error.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a command. Sent only after the commit. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Stored.class, name = "stored"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused")
})
public sealed interface Outcome {
    /** The command's id. */
    long id();

    /**
     * The message is committed.
     *
     * @param duplicate whether an earlier send with this {@code clientId} had stored it
     */
    record Stored(long id, long seq, long rev, Instant createdAt, boolean duplicate) implements Outcome {}

    /**
     * The message is not stored and will not be.
     *
     * @param retryAfterMillis present when the same message may be sent again after this time
     */
    record Refused(
            long id,
            ErrorCode code,
            @Nullable String field,
            String detail,
            @Nullable Long retryAfterMillis) implements Outcome {
        @JsonCreator
        public Refused {}

        /** A refusal that time does not mend. */
        public Refused(long id, ErrorCode code, @Nullable String field, String detail) {
            this(id, code, field, detail, null);
        }
    }
}
