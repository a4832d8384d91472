package io.parley.ledger.traffic;

import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a device has of each chat: everything up to a {@code rev}, except for a gap that it was told to read by REST and has
 * not read yet. Safe for use by many threads.
 */
final class Known {
    private final Map<String, Long> revs = new HashMap<>();
    private final Map<String, Long> gaps = new HashMap<>();
    /** Chats that this connection has not replayed. */
    private final Set<String> reset = new HashSet<>();

    /** How to resume: a chat with a gap is known only up to the gap. */
    synchronized ClientFrame.Hello hello() {
        reset.clear();
        Map<String, Long> known = new HashMap<>(revs);
        gaps.forEach((chat, after) -> known.merge(chat, after, Math::min));
        return new ClientFrame.Hello(known);
    }

    synchronized long of(String chat) {
        return revs.getOrDefault(chat, 0L);
    }

    /** The user has left the chat: what was known of it does not count when the user comes back. */
    synchronized void forget(String chat) {
        revs.remove(chat);
        gaps.remove(chat);
        reset.remove(chat);
    }

    synchronized void advance(String chat, long rev) {
        revs.merge(chat, rev, Math::max);
    }

    /** What was missed, from the gaps on, has come before this, except for what was reset. */
    synchronized void ready(ServerFrame.Ready ready) {
        for (ServerFrame.ChatHead head : ready.chats()) {
            advance(head.chat(), head.rev());
            if (!reset.contains(head.chat())) {
                gaps.remove(head.chat());
            }
        }
    }

    /** Everything up to there is to be read by REST. */
    synchronized void reset(ServerFrame.Reset frame) {
        reset.add(frame.chat());
        gap(frame.chat(), of(frame.chat()));
        advance(frame.chat(), frame.rev());
    }

    /** Everything after that rev is still to be read, up to where the chat stands. */
    synchronized void gap(String chat, long after) {
        gaps.merge(chat, after, Math::min);
    }

    /** From where on to read; -1 when there is no gap. */
    synchronized long gapAfter(String chat) {
        return gaps.getOrDefault(chat, -1L);
    }

    /** It was read from there. */
    synchronized void closed(String chat, long after) {
        gaps.remove(chat, after);
    }
}
