package io.parley.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the chats that advanced last; the least recent one makes room. */
final class MemoryRevStore implements RevStore {
    private final int capacity;
    private final LinkedHashMap<String, Long> revs = new LinkedHashMap<>();

    MemoryRevStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A store of revs must have room for at least one chat");
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized long known(String chat) {
        return revs.getOrDefault(chat, 0L);
    }

    @Override
    public synchronized void advance(String chat, long rev) {
        revs.putLast(chat, rev);
        if (revs.size() > capacity) {
            revs.pollFirstEntry();
        }
    }

    @Override
    public synchronized void forget(String chat) {
        revs.remove(chat);
    }

    @Override
    public synchronized Map<String, Long> latest(int chats) {
        Map<String, Long> latest = new LinkedHashMap<>();
        revs.reversed().entrySet().stream().limit(chats).forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
        return latest;
    }
}
