package io.parley.realtime.live;

import java.util.HashMap;
import java.util.Map;

/** How often a connection said that its user is writing, so that saying it at every key costs nobody anything. On the hub. */
final class Typists {
    /** Half of how often a client is asked to say it, and then some. */
    private static final long PAUSE_MILLIS = 2_500;
    /** Chats in which one connection is writing at a time. */
    private static final int CHATS = 16;

    private final Map<Peer, Map<String, Long>> saidAt = new HashMap<>();

    /** Whether it is worth telling. */
    boolean says(Peer peer, String chat, boolean typing, long now) {
        Map<String, Long> chats = saidAt.computeIfAbsent(peer, missing -> new HashMap<>(2));
        if (!typing) {
            return chats.remove(chat) != null;
        }
        Long last = chats.get(chat);
        if (last != null && now - last < PAUSE_MILLIS) {
            return false;
        }
        chats.values().removeIf(at -> now - at > 4 * PAUSE_MILLIS);
        if (chats.size() >= CHATS) {
            return false;
        }
        chats.put(chat, now);
        return true;
    }

    void closed(Peer peer) {
        saidAt.remove(peer);
    }
}
