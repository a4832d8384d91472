package io.parley.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A user's role in a chat; what each may do says {@link io.parley.contract.permission.Action}. */
public enum Role {
    /** May do all in the chat, and hand it on. The creator of a chat. */
    @JsonProperty("owner")
    OWNER,
    /** May subscribe and remove others and rename the chat. */
    @JsonProperty("moderator")
    MODERATOR,
    /** May read and write. */
    @JsonProperty("member")
    MEMBER,
    /** May read. */
    @JsonProperty("reader")
    READER;

    /** The name on the wire and in the database. */
    public String wire() {
        return switch (this) {
            case OWNER -> "owner";
            case MODERATOR -> "moderator";
            case MEMBER -> "member";
            case READER -> "reader";
        };
    }

    /**
     * The role of a wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Role of(String wire) {
        for (Role role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be one of owner, moderator, member, reader");
    }
}
