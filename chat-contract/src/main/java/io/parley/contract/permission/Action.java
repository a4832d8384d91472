package io.parley.contract.permission;

import static io.parley.contract.permission.Standing.APPLICATION_ADMIN;
import static io.parley.contract.permission.Standing.APPLICATION_MEMBER;
import static io.parley.contract.permission.Standing.APPLICATION_OWNER;
import static io.parley.contract.permission.Standing.APPLICATION_TOKEN;
import static io.parley.contract.permission.Standing.MEMBER;
import static io.parley.contract.permission.Standing.MODERATOR;
import static io.parley.contract.permission.Standing.OWNER;
import static io.parley.contract.permission.Standing.READER;

import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be done, and who may: {@code docs/protocol/permissions.md} is this as a table. It says nothing of whether a caller
 * may know that something is there, which comes first and is answered as <em>not found</em>.
 */
public enum Action {
    READ_APPLICATION(
            "read the application", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, APPLICATION_MEMBER),
    CHANGE_APPLICATION("change the application", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN),
    ROTATE_TOKEN("rotate the application's token", APPLICATION_TOKEN, APPLICATION_OWNER),
    APPOINT_ADMINS("make and unmake admins, remove and ban them", APPLICATION_TOKEN, APPLICATION_OWNER),
    MANAGE_MEMBERS(
            "list, admit, remove and ban members of the application",
            APPLICATION_TOKEN,
            APPLICATION_OWNER,
            APPLICATION_ADMIN),
    CREATE_CHAT("create a chat", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, APPLICATION_MEMBER),
    LIST_ALL_CHATS("list all chats of the application", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN),

    READ_CHAT(
            "read the chat and who is in it",
            APPLICATION_TOKEN,
            APPLICATION_OWNER,
            APPLICATION_ADMIN,
            OWNER,
            MODERATOR,
            MEMBER,
            READER),
    CHANGE_CHAT(
            "change the chat's title and settings",
            APPLICATION_TOKEN,
            APPLICATION_OWNER,
            APPLICATION_ADMIN,
            OWNER,
            MODERATOR),
    DELETE_CHAT("delete the chat", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, OWNER),
    SUBSCRIBE_OTHERS(
            "subscribe others, change their roles",
            APPLICATION_TOKEN,
            APPLICATION_OWNER,
            APPLICATION_ADMIN,
            OWNER,
            MODERATOR),
    INVITE_OTHERS(
            "subscribe others as members where `inviting` is `members`",
            APPLICATION_TOKEN,
            APPLICATION_OWNER,
            APPLICATION_ADMIN,
            OWNER,
            MODERATOR,
            MEMBER),
    REMOVE_OTHERS("remove others", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, OWNER, MODERATOR),
    CHANGE_OWNERS("make, demote and remove owners", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, OWNER),

    READ_MESSAGES("read messages", APPLICATION_TOKEN, OWNER, MODERATOR, MEMBER, READER),
    SEND("send messages, edit one's own", APPLICATION_TOKEN, OWNER, MODERATOR, MEMBER),
    SEND_RESTRICTED(
            "send where `posting` is `moderators` or the chat is `frozen`", APPLICATION_TOKEN, OWNER, MODERATOR),
    SEND_UNSLOWED("send without regard to slow mode", APPLICATION_TOKEN, OWNER, MODERATOR),
    DELETE_OWN("delete one's own messages", APPLICATION_TOKEN, OWNER, MODERATOR, MEMBER, READER),
    DELETE_OTHERS(
            "delete messages of others", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, OWNER, MODERATOR),
    REACT("react to messages", APPLICATION_TOKEN, OWNER, MODERATOR, MEMBER, READER),
    PIN("pin messages", APPLICATION_TOKEN, APPLICATION_OWNER, APPLICATION_ADMIN, OWNER, MODERATOR),
    SIGNAL("type and signal", OWNER, MODERATOR, MEMBER);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that nobody can change.
    private final Set<Standing> allowed;

    Action(String words, Standing... allowed) {
        this.words = words;
        this.allowed = Set.of(allowed);
    }

    /** What it is, as it stands in a sentence. */
    public String words() {
        return words;
    }

    /** Whether somebody of this standing may. */
    public boolean allows(Standing standing) {
        return allowed.contains(standing);
    }

    /** Whether somebody with this role in the chat may. */
    public boolean allows(Role role) {
        return allows(Standing.of(role));
    }

    /** Tells somebody who may not who may. */
    public ContractException refusal() {
        String who = Arrays.stream(Standing.values())
                .filter(this::allows)
                .map(Standing::words)
                .collect(Collectors.joining(", "));
        return new ContractException(ErrorCode.FORBIDDEN, "Who may %s: %s.".formatted(words, who));
    }
}
