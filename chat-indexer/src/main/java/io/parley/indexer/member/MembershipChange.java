package io.parley.indexer.member;

import java.util.UUID;

/**
 * A user's place in a chat after a change.
 *
 * @param rev the chat's revision that the change took
 * @param member whether the user is subscribed
 * @param fromSeq the first message that the user may see; 0: all
 */
public record MembershipChange(UUID application, String user, String chat, long rev, boolean member, long fromSeq) {
    /** Of somebody who left. */
    static MembershipChange left(UUID application, String user, String chat, long rev) {
        return new MembershipChange(application, user, chat, rev, false, 0);
    }

    static String id(UUID application, String user) {
        return application + "|" + user;
    }
}
