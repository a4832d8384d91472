package io.parley.realtime.session;

import io.parley.contract.rest.Sync;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where a user's state is read. Answers arrive on the hub; an answer always comes. */
public interface StateSource {
    /**
     * A page of a user's chats and what changed in them.
     *
     * @param answer with a {@link io.parley.contract.error.ContractException} when the question is refused: repeating
     *     it is of no use; any other failure may pass
     */
    void sync(
            String token,
            UUID application,
            Sync.Request request,
            BiConsumer<Sync.@Nullable Response, @Nullable Throwable> answer);
}
