package io.parley.contract.broker;

import java.util.UUID;

/** The unit of order on the broker: a chat's commands all travel in one lane, which one chat-core handles at a time. */
public final class Lane {
    public static final int COUNT = 16;

    private Lane() {}

    /** The lane of a chat, 0 to 15; stable across versions and languages. */
    public static int of(UUID application, String chat) {
        int hash = 31 * application.hashCode() + chat.hashCode();
        hash ^= hash >>> 16;
        hash *= 0x45d9f3b;
        hash ^= hash >>> 16;
        return Math.floorMod(hash, COUNT);
    }

    /** The AMQP {@code group-id} of a lane. */
    public static String groupId(int lane) {
        return "lane-" + lane;
    }
}
