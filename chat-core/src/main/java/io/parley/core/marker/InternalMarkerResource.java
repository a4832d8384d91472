package io.parley.core.marker;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.core.database.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For gateways: what their users marked, and where the markers of a watched chat are. */
@Path("/internal/v1/markers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Internal.ROLE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalMarkerResource {
    private static final String MEMBER = """
            select c.key from chat c join subscription s on s.chat_key = c.key
             where c.application_id = ? and c.id = ? and c.deleted_at is null
               and s.user_id = ? and s.left_at is null
            """;

    private final Markers markers;
    private final Database database;

    InternalMarkerResource(Markers markers, Database database) {
        this.markers = markers;
        this.database = database;
    }

    @POST
    @Operation(
            summary = "Move markers forward, and tell all gateways",
            description = "Each at most once; a marker that is further stays where it is.")
    @APIResponse(responseCode = "204", description = "Moved")
    public void move(Internal.@Nullable MarksRequest body) {
        Internal.MarksRequest request = present(body);
        if (request.marks().size() > Internal.MAX_MARKS) {
            throw ContractException.invalid("marks", "marks may be at most " + Internal.MAX_MARKS);
        }
        record Whose(UUID application, String chat, String user) {}
        Set<Whose> whose = new HashSet<>();
        for (Internal.Mark mark : request.marks()) {
            check(mark);
            if (!whose.add(new Whose(mark.application(), mark.chat(), mark.user()))) {
                throw ContractException.invalid("marks", "marks must name each member of a chat at most once");
            }
        }
        if (!whose.isEmpty()) {
            markers.move(request.marks());
        }
    }

    @POST
    @Path("of-chat")
    @Extension(name = "x-errors", value = "chat_not_found")
    @Operation(summary = "Where the markers of a chat's members are", description = "For a user who is one of them.")
    public ServerFrame.Markers ofChat(Internal.@Nullable MarkersRequest body) {
        Internal.MarkersRequest request = present(body);
        String chat = Check.chatId(request.chat(), "chat");
        Check.userId(request.user(), "user");
        long key = database.first(MEMBER, row -> row.getLong(1), request.application(), chat, request.user())
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
        return markers.ofChat(key, chat);
    }

    private static void check(Internal.Mark mark) {
        if (mark.application() == null) {
            throw ContractException.invalid("marks", "each mark must name its application");
        }
        Check.chatId(mark.chat(), "marks");
        Check.userId(mark.user(), "marks");
        if (negative(mark.readSeq()) || negative(mark.deliveredSeq())) {
            throw ContractException.invalid("marks", "readSeq and deliveredSeq must be 0 or more");
        }
    }

    private static boolean negative(@Nullable Long seq) {
        return seq != null && seq < 0;
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "A JSON object is required as the body");
        }
        return body;
    }
}
