package io.parley.core.message;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads what is to be forwarded, as its reader may: a copy made here says nothing that the sender could not read. */
@ApplicationScoped
public class Forwarding {
    private final Access access;
    private final History history;

    Forwarding(Access access, History history) {
        this.access = access;
        this.history = history;
    }

    /**
     * What a send forwards; null: nothing.
     *
     * @throws ContractException as reading the message does, and when there is something besides it to say
     */
    public @Nullable Message source(ApplicationAccess caller, Messages.Send body) {
        Messages.Forward forward = body.forward();
        if (forward == null) {
            return null;
        }
        if (body.text() != null || body.metadata() != null) {
            throw ContractException.invalid(
                    "forward", "A message that is forwarded has no text or metadata of its own");
        }
        String chat = Check.chatId(forward.chat(), "forward.chat");
        Long seq = forward.seq();
        if (seq == null || seq < 1) {
            throw ContractException.invalid("forward.seq", "forward.seq must be the number of a message");
        }
        Message source = history.bySeq(access.chat(caller, chat), seq);
        if (source.deletedAt() != null) {
            throw new ContractException(ErrorCode.MESSAGE_NOT_FOUND, "forward", "This message was deleted.");
        }
        return source;
    }
}
