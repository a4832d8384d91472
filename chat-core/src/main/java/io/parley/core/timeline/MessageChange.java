package io.parley.core.timeline;

import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the latest change of a message was, as it is kept beside the message, so that its event can be given again. */
public enum MessageChange {
    CREATED,
    EDITED,
    DELETED,
    REACTED,
    PINNED,
    REPLIED;

    /** In the database; null for a message that never changed. */
    public @Nullable String column() {
        return this == CREATED ? null : name().toLowerCase(Locale.ROOT);
    }

    static MessageChange of(@Nullable String column) {
        return column == null ? CREATED : valueOf(column.toUpperCase(Locale.ROOT));
    }

    /** The event of this change, with the message as it is. */
    public Event event(String chat, Message message) {
        return switch (this) {
            case CREATED -> new Event.MessageCreated(chat, message.rev(), message);
            case EDITED -> new Event.MessageEdited(chat, message.rev(), message);
            case DELETED -> new Event.MessageDeleted(chat, message.rev(), message);
            case REACTED -> new Event.MessageReacted(chat, message.rev(), message);
            case PINNED -> new Event.MessagePinned(chat, message.rev(), message);
            case REPLIED -> new Event.MessageReplied(chat, message.rev(), message);
        };
    }
}
