package io.parley.core.inbox;

import io.parley.core.http.Flags;
import io.parley.core.marker.Unread;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which of the caller's chats. Taken as text, so that a wrong one is refused in our words. */
public class InboxFilter {
    /** Of a subscription {@code s} of a chat {@code c}, which may be archived for everyone: {@link #archived}, {@link #muted} twice. */
    static final String OWN = """
            (s.archived or c.settings ->> 'state' is not distinct from 'archived') = ?
                   and (?::boolean is null or ?::boolean = coalesce(s.muted_until > now(), false))
            """;

    /** As {@link #OWN}, and {@link #unread} of a chat {@code c}. */
    static final String SQL =
            OWN + """
                   and (not ? or (c.last_seq > coalesce(s.unread_seq - 1, s.read_seq) and exists (%s)))
            """.formatted(Unread.some("c.key", "coalesce(s.unread_seq - 1, s.read_seq)", "s.user_id"));

    @QueryParam("archived")
    @Parameter(
            description = "true: only archived ones; otherwise only those that are not",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Nullable
    String archived;

    @QueryParam("muted")
    @Parameter(
            description = "true: only muted ones; false: only those that are not; absent: both",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Nullable
    String muted;

    boolean archived() {
        return Flags.isTrue("archived", archived);
    }

    @Nullable
    Boolean muted() {
        return Flags.flag("muted", muted);
    }

    /** Whether only chats with something unread. */
    boolean unread() {
        return false;
    }
}
