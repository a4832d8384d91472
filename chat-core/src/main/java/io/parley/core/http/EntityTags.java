package io.parley.core.http;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3) of things that carry a number of their version. */
public final class EntityTags {
    private EntityTags() {}

    /** The tag of a version, for the {@code ETag} header. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * Guards against lost updates: what the caller read must still be current.
     *
     * @param ifMatch the {@code If-Match} header; absent or {@code *}: whatever is current will do
     * @throws ContractException {@link ErrorCode#PRECONDITION_FAILED}
     */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null) {
            return;
        }
        String current = '"' + Long.toString(version) + '"';
        boolean matches = Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(current));
        if (!matches) {
            throw new ContractException(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match",
                    "It changed since: its version is %s now. Read it again, then repeat the change."
                            .formatted(current));
        }
    }
}
