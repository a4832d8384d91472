package io.parley.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A user's role in a chat. */
public enum Role {
    /** May do all in the chat, and hand it on. The creator of a chat. */
    @JsonProperty("owner")
    OWNER(true, true),
    /** May subscribe and remove others and rename the chat. */
    @JsonProperty("moderator")
    MODERATOR(true, true),
    /** May read and write. */
    @JsonProperty("member")
    MEMBER(true, false),
    /** May read. */
    @JsonProperty("reader")
    READER(false, false);

    private final boolean writes;
    private final boolean manages;

    Role(boolean writes, boolean manages) {
        this.writes = writes;
        this.manages = manages;
    }

    /** Whether this role may send messages. */
    public boolean mayWrite() {
        return writes;
    }

    /** Whether this role may change the chat and its subscriptions. */
    public boolean mayManage() {
        return manages;
    }

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
