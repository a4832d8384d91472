package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of {@code /v1/applications}. */
public final class Applications {
    /** Who becomes part of an application. */
    public enum Access {
        /** Users who were subscribed to one of its chats, and its owner. */
        @JsonProperty("members")
        MEMBERS,
        /** Besides these, every user of the realm who sends or creates something in it. */
        @JsonProperty("open")
        OPEN
    }

    private Applications() {}

    /**
     * Provision an application.
     *
     * @param title 1 to 200 characters; may be given later
     * @param access {@link Access#MEMBERS} when absent
     */
    public record Create(@Nullable String title, @Nullable Access access) {}

    /** Change an application (RFC 7396 merge patch): what is absent stays. */
    public record Patch(@Nullable String title, @Nullable Access access) {}

    /** An application. */
    public record Application(UUID id, @Nullable String title, Access access, String owner, Instant createdAt) {}

    /**
     * A new application.
     *
     * @param token the application's secret; shown this once, stored only as a hash
     */
    public record Provisioned(Application application, String token) {}

    /**
     * A new token.
     *
     * @param token the application's secret; shown this once, stored only as a hash
     * @param previousValidUntil until when tokens from before are still good
     */
    public record Rotated(String token, Instant previousValidUntil) {}

    /**
     * Rotate the token.
     *
     * @param graceSeconds how long tokens from before stay good: 0 (when absent: at once) to 86,400
     */
    public record Rotate(@Nullable Integer graceSeconds) {}
}
