package io.parley.contract.permission;

import io.parley.contract.Role;

/** What a caller is to an application or to a chat. A caller may have one of each, and may do what either allows. */
public enum Standing {
    APPLICATION_TOKEN("the application's token"),
    APPLICATION_OWNER("the application's owner"),
    APPLICATION_ADMIN("an admin of the application"),
    APPLICATION_MEMBER("a member of the application"),
    OWNER("an owner of the chat"),
    MODERATOR("a moderator of the chat"),
    MEMBER("a member of the chat"),
    READER("a reader of the chat");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    /** The standing that a role in a chat gives. */
    public static Standing of(Role role) {
        return switch (role) {
            case OWNER -> OWNER;
            case MODERATOR -> MODERATOR;
            case MEMBER -> MEMBER;
            case READER -> READER;
        };
    }

    /** For people, as it stands in a sentence. */
    public String words() {
        return words;
    }
}
