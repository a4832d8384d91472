package io.parley.core.message;

import io.parley.contract.event.Message;
import io.parley.contract.event.Pin;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A chat's pinned messages. */
@Path("/v1/applications/{application}/chats/{chat}/pins")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Messages")
public class PinResource {
    private static final String LIST = "pins";

    private static final String SELECT = """
            select %s
              from pin p join message m on m.chat_key = p.chat_key and m.seq = p.seq
             where p.chat_key = ? and (m.pinned_at, m.seq) < (?, ?) and %s
             order by m.pinned_at desc, m.seq desc
             limit ?
            """.formatted(MessageRows.COLUMNS, MessageRows.VISIBLE);

    private final Access access;
    private final Database database;

    PinResource(Access access, Database database) {
        this.access = access;
        this.database = database;
    }

    @GET
    @Operation(
            summary = "List pinned messages",
            description = "Pinned last first. Messages that the caller may not see are left out.")
    public Page<Message> list(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam PageParameters page) {
        Optional<Cursor> cursor = page.cursor(LIST, 2);
        Instant before = cursor.map(at -> at.time(0)).orElse(Cursor.END);
        long beforeSeq = cursor.map(at -> at.number(1)).orElse(Long.MAX_VALUE);
        ChatAccess readable = access.chat(application, chat).require(Action.READ_MESSAGES);
        String viewer = readable.inApplication().caller().sender();
        List<Message> found = database.list(
                SELECT,
                MessageRows::read,
                readable.chatKey(),
                before,
                beforeSeq,
                viewer,
                viewer,
                viewer,
                viewer,
                page.fetch());
        return page.page(found, last -> Cursor.of(LIST, pin(last).at(), last.seq()));
    }

    private static Pin pin(Message message) {
        return Objects.requireNonNull(message.pinned());
    }
}
