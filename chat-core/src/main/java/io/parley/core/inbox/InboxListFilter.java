package io.parley.core.inbox;

import io.parley.core.http.Flags;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which of the caller's chats are listed. */
public class InboxListFilter extends InboxFilter {
    @QueryParam("unread")
    @Parameter(
            description = "true: only those with something unread",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Nullable
    String unread;

    @Override
    boolean unread() {
        return Flags.isTrue("unread", unread);
    }
}
