package io.parley.core.message;

import io.parley.contract.broker.Command;
import java.util.Comparator;
import java.util.UUID;

/** Names a chat. Ordered as PostgreSQL orders the same columns, so that every process creates chats in the same order. */
record ChatRef(UUID application, String chat) {
    static final Comparator<ChatRef> ORDER =
            Comparator.comparing((ChatRef ref) -> ref.application().toString()).thenComparing(ChatRef::chat);

    static ChatRef of(Command.SendMessage command) {
        return new ChatRef(command.application(), command.chat());
    }
}
