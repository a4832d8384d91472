package io.parley.contract.event;

import io.parley.contract.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message calls: counted for them besides being unread. Who may not see the message is not called by it.
 *
 * @param users ids, at most 50
 * @param everyone whether everyone who may see it is called
 * @param roles those who have one of these roles when it is counted
 */
public record Mentions(
        @Nullable List<String> users,
        @Nullable Boolean everyone,
        @Nullable List<Role> roles) {
    public Mentions {
        // What is null in it is refused where input is checked, in words.
        users = users == null || users.isEmpty() ? null : Collections.unmodifiableList(new ArrayList<>(users));
        everyone = Boolean.TRUE.equals(everyone) ? true : null;
        roles = roles == null || roles.isEmpty() ? null : Collections.unmodifiableList(new ArrayList<>(roles));
    }
}
