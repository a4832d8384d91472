package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.event.Message;
import java.time.Instant;

/** A message that has no number yet. */
record MessageDraft(Command.SendMessage command) {
    Message numbered(long seq, long rev, Instant createdAt) {
        return new Message(
                seq,
                rev,
                command.clientId(),
                command.sender(),
                command.text(),
                command.recipients(),
                command.metadata(),
                createdAt);
    }
}
