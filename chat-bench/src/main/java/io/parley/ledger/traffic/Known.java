package io.parley.ledger.traffic;

import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.util.HashMap;
import java.util.Map;

/**
 * What a device has of each chat: everything up to a {@code rev}, except for a gap that it was told to read by REST and has
 * not read yet. Safe for use by many threads.
 */
final class Known {
    private final Map<String, Long> revs = new HashMap<>();
    private final Map<String, Long> gaps = new HashMap<>();

    /** How to resume: a chat with a gap is known only up to the gap. */
    synchronized ClientFrame.Hello hello() {
        Map<String, Long> known = new HashMap<>(revs);
        gaps.forEach((chat, after) -> known.merge(chat, after, Math::min));
        return new ClientFrame.Hello(known);
    }

    synchronized long of(String chat) {
        return revs.getOrDefault(chat, 0L);
    }

    synchronized void advance(String chat, long rev) {
        revs.merge(chat, rev, Math::max);
    }

    /** What was missed has come before this: the gaps of those chats are closed, unless one was reset meanwhile. */
    synchronized void ready(ServerFrame.Ready ready) {
        ready.chats().forEach(head -> advance(head.chat(), head.rev()));
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
