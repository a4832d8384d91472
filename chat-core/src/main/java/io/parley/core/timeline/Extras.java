package io.parley.core.timeline;

import io.parley.contract.Json;
import io.parley.contract.event.Forwarded;
import io.parley.contract.event.Mentions;
import io.parley.contract.event.Message;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only some messages have, in one column: most messages then cost nothing for it, and what is looked up by it has a table
 * of its own.
 */
@RegisterForReflection
public record Extras(
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Mentions mentions,
        @Nullable Instant expiresAt,
        @Nullable Forwarded forwarded) {
    private static final Extras NONE = new Extras(null, null, null, null, null);

    /** As it stands in the column. */
    public static @Nullable String json(Message message) {
        Extras extras = new Extras(
                message.replyTo(), message.thread(), message.mentions(), message.expiresAt(), message.forwarded());
        return extras.equals(NONE) ? null : Json.string(extras);
    }

    static Extras read(@Nullable String json) {
        return json == null ? NONE : Json.read(json, Extras.class);
    }
}
