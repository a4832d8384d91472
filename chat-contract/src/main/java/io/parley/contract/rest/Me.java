package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who the caller is.
 *
 * @param kind a person's token or an application's
 * @param id the user's id, or {@code application:<id>}
 * @param roles realm roles that Parley knows
 * @param application for an application token: which one
 */
public record Me(
        Kind kind,
        String id,
        @Nullable String username,
        @Nullable String displayName,
        List<String> roles,
        @Nullable UUID application) {
    public Me {
        roles = List.copyOf(roles);
    }

    /** What kind of caller. */
    public enum Kind {
        @JsonProperty("user")
        USER,
        @JsonProperty("application")
        APPLICATION
    }
}
