package io.parley.realtime.watch;

import java.util.UUID;

/** A connection as the watch sees it. Everything here is called on the hub and must not block or throw. */
public interface Watcher {
    UUID application();

    String user();

    /** An event that this user may see; each once, in the order of {@code rev} within its chat. */
    void deliver(Frame frame);

    /** Too much of a chat was missed to replay: everything up to {@code rev} counts as known from here on. */
    void reset(String chat, long rev);

    /** Whether the connection was told of this rev, or a later one, when it was told that the chat is gone. */
    boolean toldGone(String chat, long rev);
}
