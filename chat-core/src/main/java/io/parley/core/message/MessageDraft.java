package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.event.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that has no number yet. */
record MessageDraft(Command.SendMessage command) {
    Message numbered(long seq, long rev, Instant createdAt, @Nullable Long thread) {
        return new Message(
                seq,
                rev,
                command.clientId(),
                command.sender(),
                command.text(),
                command.recipients(),
                command.metadata(),
                createdAt,
                null,
                null,
                null,
                null,
                command.replyTo(),
                thread,
                command.mentions(),
                null,
                command.expiresInSeconds() == null ? null : createdAt.plusSeconds(command.expiresInSeconds()),
                command.forwarded());
    }
}
