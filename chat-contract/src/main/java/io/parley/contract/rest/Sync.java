package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.parley.contract.Role;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame.Self;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of {@code sync}: the changes of all of the caller's chats after the revs that the caller knows. */
public final class Sync {
    private Sync() {}

    /**
     * Ask what changed.
     *
     * @param known chat id to the highest {@code rev} that the caller has, at most 1,000 chats that are not the
     *     caller's are answered; a chat of the caller that is not named counts as known up to 0; absent: no changes
     *     are wanted, only where the chats stand
     * @param limit changes per chat, 1 to 1,000; 200 when absent
     * @param cursor of the next page of chats, with the same {@code known}
     */
    public record Request(
            @Nullable Map<String, Long> known,
            @Nullable Integer limit,
            @Nullable String cursor) {}

    /**
     * Where the caller's chats stand, and what changed in them.
     *
     * @param chats at most 1,000, in an order that stays the same from page to page
     * @param next the cursor of the next page of chats
     * @param self the caller's own settings; on the first page, and not for an application's token
     */
    public record Response(
            List<ChatChanges> chats,
            @Nullable String next,
            @Nullable Self self) {
        public Response {
            chats = List.copyOf(chats);
        }
    }

    /**
     * Where a chat stands, and what changed in it.
     *
     * @param role the caller's; absent when the caller is not (or no longer) subscribed
     * @param lastSeq the chat's last message; 0 when the caller is not subscribed
     * @param readSeq the caller's read marker; 0 when the caller is not subscribed
     * @param deliveredSeq the caller's delivered marker, likewise
     * @param fromSeq the first message that the caller may see; absent: all
     * @param rev everything that the caller may see up to here is given, once {@code changes} are applied
     * @param more whether there are more changes after {@code rev}: ask again
     * @param gone the chat is none of the caller's: drop it
     * @param changes in the order of {@code rev}
     */
    public record ChatChanges(
            String chat,
            @Nullable String title,
            @Nullable Role role,
            long lastSeq,
            long readSeq,
            long deliveredSeq,
            @Nullable Long fromSeq,
            long rev,
            boolean more,
            boolean gone,
            List<Event> changes) {
        @JsonCreator
        public ChatChanges {
            changes = List.copyOf(changes);
        }

        /** Of a caller who may see all messages. */
        public ChatChanges(
                String chat,
                @Nullable String title,
                @Nullable Role role,
                long lastSeq,
                long readSeq,
                long deliveredSeq,
                long rev,
                boolean more,
                boolean gone,
                List<Event> changes) {
            this(chat, title, role, lastSeq, readSeq, deliveredSeq, null, rev, more, gone, changes);
        }
    }
}
