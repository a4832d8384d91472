package io.parley.core.message;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.event.Pin;
import io.parley.contract.event.Reaction;
import io.parley.contract.permission.Action;
import io.parley.core.database.Sql;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** Reactions to messages, and pins. */
@ApplicationScoped
class MessageMarking {
    private static final String PINS = "select count(*) from pin where chat_key = ?";
    private static final String PIN = "insert into pin (chat_key, seq) values (?, ?)";
    private static final String UNPIN = "delete from pin where chat_key = ? and seq = ?";

    private final MessageWriter writer;

    MessageMarking(MessageWriter writer) {
        this.writer = writer;
    }

    /** Gives a reaction or takes it back. */
    Message react(ChatAccess access, long seq, String reaction, boolean give) {
        return writer.change(access, seq, locked -> {
            Message message = locked.require(Action.REACT).requireThere().message();
            Reactions reactions = new Reactions(locked.transaction(), message, locked.sender());
            List<Reaction> next = give ? reactions.give(reaction) : reactions.take(reaction);
            return next == null
                    ? null
                    : new MessageWriter.Next(MessageChange.REACTED, rev -> message.marked(rev, next, message.pinned()));
        });
    }

    /** Pins a message or takes it off. */
    Message pin(ChatAccess access, long seq, boolean pin) {
        return writer.change(access, seq, locked -> {
            Message message = locked.require(Action.PIN).requireThere().message();
            if (pin == (message.pinned() != null)) {
                return null;
            }
            TimelineTransaction tx = locked.transaction();
            if (pin) {
                requireRoom(tx);
            }
            Sql.update(tx.connection(), pin ? PIN : UNPIN, tx.chatKey(), seq);
            Pin next = pin ? new Pin(locked.sender(), tx.now()) : null;
            return new MessageWriter.Next(MessageChange.PINNED, rev -> message.marked(rev, message.reactions(), next));
        });
    }

    private static void requireRoom(TimelineTransaction tx) throws SQLException {
        long pins = Sql.first(tx.connection(), PINS, row -> row.getLong(1), tx.chatKey())
                .orElseThrow();
        if (pins >= Limits.PINS) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED,
                    "This chat has %d pinned messages, as many as a chat may have: take one off first"
                            .formatted(Limits.PINS));
        }
    }
}
