package io.parley.core.settings;

import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Internal;
import io.parley.core.http.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For gateways: who is or was online, and when somebody was last. */
@Path("/internal/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Internal.ROLE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalSeenResource {
    private final LastSeen lastSeen;

    InternalSeenResource(LastSeen lastSeen) {
        this.lastSeen = lastSeen;
    }

    @POST
    @Path("seen")
    @Operation(
            summary = "Note when users were online",
            description = "Each at most once; an earlier time than what is known is ignored.")
    @APIResponse(responseCode = "204", description = "Noted")
    public void seen(Internal.@Nullable SeenRequest body) {
        Internal.SeenRequest request = present(body);
        if (request.seen().size() > Internal.MAX_MARKS) {
            throw ContractException.invalid("seen", "seen may be at most " + Internal.MAX_MARKS);
        }
        record Whose(UUID application, String user) {}
        Set<Whose> whose = new HashSet<>();
        for (Internal.Seen seen : request.seen()) {
            if (seen.application() == null || seen.at() == null) {
                throw ContractException.invalid("seen", "each of seen must have application, user and at");
            }
            if (seen.at().isBefore(Instant.EPOCH) || !seen.at().isBefore(Cursor.END)) {
                throw ContractException.invalid("seen", "at must be a time from 1970 to 9998");
            }
            if (!whose.add(new Whose(seen.application(), Check.userId(seen.user(), "seen")))) {
                throw ContractException.invalid("seen", "seen must name each user of an application at most once");
            }
        }
        if (!whose.isEmpty()) {
            lastSeen.seen(request.seen());
        }
    }

    @POST
    @Path("last-seen")
    @Operation(
            summary = "When users were last online, as far as the viewer may know",
            description = "Those of whom there is something to say.")
    public Internal.LastSeen lastSeen(Internal.@Nullable LastSeenRequest body) {
        Internal.LastSeenRequest request = present(body);
        if (request.application() == null) {
            throw ContractException.invalid("application", "application is required");
        }
        if (request.users().size() > Limits.WATCHED_USERS) {
            throw ContractException.invalid("users", "users may be at most " + Limits.WATCHED_USERS);
        }
        Check.userId(request.viewer(), "viewer");
        request.users().forEach(user -> Check.userId(user, "users"));
        return new Internal.LastSeen(lastSeen.lastSeen(
                request.application(),
                request.viewer(),
                request.users().stream().distinct().toList()));
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "A JSON object is required as the body");
        }
        return body;
    }
}
