package io.parley.client;

import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;

/** What became of a message that was sent by REST. */
public sealed interface Sent {
    /**
     * The message is stored, for good.
     *
     * @param duplicate whether an earlier send with its {@code clientId} had stored it
     */
    record Stored(Message message, boolean duplicate) implements Sent {}

    /**
     * The outcome is not known yet: ask for it with {@link ChatClient#byClientId}, or send the same again, which stores
     * it once.
     */
    record Undecided(Messages.Accepted accepted) implements Sent {}
}
