package io.parley.indexer.member;

import java.util.UUID;

/**
 * A user's place in a chat after a change.
 *
 * @param rev the chat's revision that the change took
 * @param member whether the user is subscribed
 */
public record MembershipChange(UUID application, String user, String chat, long rev, boolean member) {
    String id() {
        return id(application, user);
    }

    static String id(UUID application, String user) {
        return application + "|" + user;
    }
}
