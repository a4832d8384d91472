package io.parley.contract.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user has begun to write in a chat: for this user only, on all devices.
 *
 * @param chat the chat's id
 * @param text as far as it is written
 * @param replyTo the {@code seq} of the message that it is to answer
 * @param metadata what the application keeps with it
 * @param updatedAt when it was last saved
 */
public record Draft(
        String chat,
        String text,
        @Nullable Long replyTo,
        @Nullable ObjectNode metadata,
        Instant updatedAt) {}
