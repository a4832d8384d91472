package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bodies about the users of an application: its members, its bans, and a user's own settings in it. */
public final class People {
    private People() {}

    /** What a user may do in an application. */
    public enum AppRole {
        /** May change the application and manage its members and chats. */
        @JsonProperty("admin")
        ADMIN,
        @JsonProperty("member")
        MEMBER
    }

    /**
     * Admit a user to the application, or change what the user may do there.
     *
     * @param role absent: member, or the role that the user has
     */
    public record Admit(@Nullable AppRole role) {}

    /**
     * Somebody whom the application knows.
     *
     * @param role absent for one who is banned and is no part of it
     * @param joinedAt since when the user is part of the application; absent for one who is banned and is no part of it
     * @param ban absent unless the user is banned now
     */
    public record AppMember(
            String user,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable AppRole role,
            @Nullable Instant joinedAt,
            @Nullable Ban ban) {}

    /**
     * A ban that holds now.
     *
     * @param until when it ends by itself; absent: not before it is lifted
     */
    public record Ban(
            @Nullable String reason,
            Instant since,
            @Nullable Instant until) {}

    /**
     * Ban a user, or change the ban.
     *
     * @param reason shown to the user; at most 500 characters
     * @param until when it ends by itself, in the future; absent: not before it is lifted
     */
    public record BanRequest(
            @Nullable String reason, @Nullable Instant until) {}

    /**
     * The caller's own settings in an application.
     *
     * @param presenceHidden whether nobody is shown that the caller is online, or when last
     */
    public record Settings(boolean presenceHidden) {}

    /** Change the caller's own settings (RFC 7396 merge patch): what is absent stays. */
    public record SettingsPatch(@Nullable Boolean presenceHidden) {}

    /** Somebody whom the caller has blocked. */
    public record Blocked(
            String user,
            @Nullable String username,
            @Nullable String displayName,
            Instant since) {}
}
