package io.parley.contract.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as everyone who may see it sees it.
 *
 * @param seq its number in the chat: 1, 2, 3 … without holes; one that you may not see leaves a gap in what you get
 * @param rev the chat's revision at which this message last changed
 * @param clientId the id that the sender gave it; unique for sender and chat, for ever
 * @param sender the user's id, or {@code application:<id>} for a message of the application itself
 * @param text 1 to 10,000 characters
 * @param recipients the audience besides the sender; absent: everyone in the chat
 * @param metadata what the application attached: a JSON object of at most 4,096 bytes
 * @param createdAt when it was stored, to the millisecond
 */
public record Message(
        long seq,
        long rev,
        String clientId,
        String sender,
        String text,
        @Nullable List<String> recipients,
        @Nullable ObjectNode metadata,
        Instant createdAt) {

    public Message {
        recipients = recipients == null ? null : List.copyOf(recipients);
    }

    /** Whether a subscriber of the chat may see it. */
    public boolean visibleTo(String user) {
        return recipients == null || sender.equals(user) || recipients.contains(user);
    }
}
