package io.parley.core.inbox;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Chats;
import io.parley.core.database.Database;
import io.parley.core.identity.ChatAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Read markers: forward only, so that a late answer of a second device never makes read messages unread. */
@Singleton
class ReadMarkers {
    private static final String ADVANCE = """
            update subscription s set read_seq = greatest(s.read_seq, ?)
              from chat c
             where c.key = s.chat_key and s.chat_key = ? and s.user_id = ? and s.left_at is null and c.last_seq >= ?
            returning s.read_seq
            """;

    private static final String COUNT = Unread.COUNT.formatted("?", "?");

    private final Database database;

    @Inject
    ReadMarkers(Database database) {
        this.database = database;
    }

    /**
     * Moves the marker of a subscriber.
     *
     * @param read up to where the user has read: 0 to the chat's last seq
     */
    Chats.ReadMarker advance(ChatAccess access, Chats.@Nullable Read read) {
        String user = access.inApplication().caller().sender();
        if (access.role() == null) {
            throw new ContractException(ErrorCode.SUBSCRIPTION_NOT_FOUND, "You are not subscribed to this chat.");
        }
        if (read == null || read.seq() == null || read.seq() < 0) {
            throw ContractException.invalid("seq", "seq must be the number of a message: 0 or more");
        }
        long marker = database.first(ADVANCE, row -> row.getLong(1), read.seq(), access.chatKey(), user, read.seq())
                .orElseThrow(() -> ContractException.invalid("seq", "seq is beyond the chat's last message"));
        long unread = database.first(COUNT, row -> row.getLong(1), access.chatKey(), marker, user, user)
                .orElseThrow();
        return new Chats.ReadMarker(marker, unread);
    }
}
