package io.parley.core.sync;

import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Sync;
import io.parley.core.http.Cursor;
import io.parley.core.identity.Access;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What changed since. */
@Path("/v1/applications/{application}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Sync")
public class SyncResource {
    private final Access access;
    private final SyncService service;

    SyncResource(Access access, SyncService service) {
        this.access = access;
        this.service = service;
    }

    @POST
    @Path("sync")
    @Operation(
            summary = "Read what changed in all of the caller's chats",
            description =
                    "With known: the changes after those revs, each thing once in its current state. Without: where the"
                            + " chats stand.")
    public Sync.Response sync(@PathParam("application") String application, Sync.@Nullable Request body) {
        Sync.Request request = body == null ? new Sync.Request(null, null, null) : body;
        if (request.known() != null) {
            request.known().forEach(SyncResource::check);
        }
        Long afterKey = request.cursor() == null
                ? null
                : Cursor.read(SyncService.LIST, request.cursor(), 1).number(0);
        // Who comes to an open application by socket syncs before sending anything: that is where they come in.
        return service.sync(access.admit(application), request.known(), limit(request.limit()), afterKey);
    }

    @GET
    @Path("chats/{chat}/changes")
    @Operation(
            summary = "Read what changed in a chat after a rev",
            description = "Each thing once, in its current state, in the order of rev.")
    public Sync.ChatChanges changes(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @Parameter(description = "The highest rev that the caller has; 0 when absent.")
                    @QueryParam("after")
                    @Nullable
                    Long after,
            @Parameter(description = "How many, 1 to 1,000; 200 when absent.") @QueryParam("limit") @Nullable
                    Integer limit) {
        long rev = after == null ? 0 : after;
        if (rev < 0) {
            throw ContractException.invalid("after", "after must be 0 or more");
        }
        return service.changes(access.chat(application, chat).require(Action.READ_MESSAGES), rev, limit(limit));
    }

    private static void check(String chat, @Nullable Long rev) {
        Check.chatId(chat, "known");
        if (rev == null || rev < 0) {
            throw ContractException.invalid("known", "known must map chat ids to revs of 0 or more");
        }
    }

    private static int limit(@Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > Limits.SYNC_CHANGES_MAX)) {
            throw ContractException.invalid("limit", "limit must be 1 to " + Limits.SYNC_CHANGES_MAX);
        }
        return limit == null ? Limits.SYNC_CHANGES_DEFAULT : limit;
    }
}
