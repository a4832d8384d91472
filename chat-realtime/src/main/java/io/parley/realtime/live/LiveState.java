package io.parley.realtime.live;

import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.realtime.watch.ChatKey;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What chat-core keeps of it. Answers arrive on the hub; an answer always comes. */
public interface LiveState {
    /**
     * Moves markers forward.
     *
     * @param answer with true, or with what went wrong
     */
    void mark(List<Internal.Mark> marks, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer);

    /** Where the markers of a chat's members are, for a user who is one of them. */
    void markers(ChatKey chat, String user, BiConsumer<ServerFrame.@Nullable Markers, @Nullable Throwable> answer);

    /**
     * Notes who was online.
     *
     * @param answer with true, or with what went wrong
     */
    void seen(List<Internal.Seen> seen, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer);

    /** When users were last online, as far as the viewer may know. */
    void lastSeen(
            UUID application,
            String viewer,
            List<String> users,
            BiConsumer<@Nullable List<Internal.Seen>, @Nullable Throwable> answer);
}
