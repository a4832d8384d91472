package io.parley.core.export;

import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For indexers of the same installation: what there is, to compare a copy with and to fill it from. */
@Path("/internal/v1/export")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Internal.ROLE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalExportResource {
    private final Exports exports;

    InternalExportResource(Exports exports) {
        this.exports = exports;
    }

    @POST
    @Path("chats")
    @Operation(
            summary = "Chats of all applications",
            description = "By key, the order in which they came to be. Fewer than asked for: there are no more.")
    public Export.StoredChats chats(Export.@Nullable StoredChatsRequest body) {
        return new Export.StoredChats(exports.chats(present(body)));
    }

    @POST
    @Path("digests")
    @Operation(
            summary = "How many messages are in ranges, and the sums of their checks",
            description = "In the order of the ranges; nothing where there is no such chat, or where it is deleted.")
    public Export.Digests digests(Export.@Nullable RangesRequest body) {
        return new Export.Digests(exports.digests(ranges(body, Export.MAX_COUNTED)));
    }

    @POST
    @Path("messages")
    @Produces(EventBundle.MEDIA_TYPE)
    @Operation(
            summary = "The messages of ranges, each with its latest change, as they are published",
            description = "Whoever may see them; as a bundle of events.")
    @APIResponse(
            responseCode = "200",
            description = "A bundle of events: lines of JSON, an envelope and an event each",
            content = @Content(mediaType = EventBundle.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public byte[] messages(Export.@Nullable RangesRequest body) {
        return EventBundle.encode(exports.messages(ranges(body, Export.MAX_MESSAGES)));
    }

    @POST
    @Path("users")
    @Operation(
            summary = "Users who are or were in any chat",
            description = "By user and application. Fewer than asked for: there are no more.")
    public Export.Users users(Export.@Nullable UsersRequest body) {
        return new Export.Users(exports.users(present(body)));
    }

    @POST
    @Path("memberships")
    @Operation(
            summary = "Where users are and were",
            description =
                    "In the order of the users and of the keys of chats. As many as there may be at most: there may be more.")
    public Export.Memberships memberships(Export.@Nullable MembershipsRequest body) {
        return new Export.Memberships(exports.memberships(present(body)));
    }

    private static List<Export.Range> ranges(Export.@Nullable RangesRequest body, int most) {
        List<Export.Range> ranges = present(body).ranges();
        // As doubles, since what is asked for may be beyond any sum of whole numbers.
        if (ranges.stream().mapToDouble(Export.Range::size).sum() > most) {
            throw ContractException.invalid("ranges", "ranges may be of %,d messages together".formatted(most));
        }
        return ranges;
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "A JSON object is required as the body");
        }
        return body;
    }
}
