package io.parley.realtime.watch;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where missed changes are read. Answers arrive on the hub, as a value or a failure; an answer always comes. */
public interface ChangeSource {
    /** The changes of a chat after a rev. */
    void changes(ChatKey chat, long after, int limit, BiConsumer<@Nullable Changes, @Nullable Throwable> answer);

    /** The last rev of each chat, in that order; null where there is no such chat. At most 1,000 chats. */
    void heads(List<ChatKey> chats, BiConsumer<@Nullable List<@Nullable Long>, @Nullable Throwable> answer);
}
