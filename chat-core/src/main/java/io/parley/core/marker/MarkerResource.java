package io.parley.core.marker;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Internal;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}/chats/{chat}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me")
class MarkerResource {
    private final Markers markers;
    private final Access access;
    private final CurrentCaller current;

    @Inject
    MarkerResource(Markers markers, Access access, CurrentCaller current) {
        this.markers = markers;
        this.access = access;
        this.current = current;
    }

    @PUT
    @Path("read")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(
            summary = "Move my markers forward",
            description =
                    "The read marker to seq, the delivered marker to deliveredSeq; one that is further already stays where it is. Moving the read marker moves the other, too.")
    public Chats.ReadMarker read(
            @PathParam("application") String application, @PathParam("chat") String chat, Chats.@Nullable Read read) {
        String user = current.user().id();
        ChatAccess to = access.chat(application, chat);
        if (read == null || (read.seq() == null && read.deliveredSeq() == null)) {
            throw ContractException.invalid("seq", "seq or deliveredSeq must be the number of a message: 0 or more");
        }
        Internal.Mark mark = new Internal.Mark(
                to.inApplication().application(),
                to.chat(),
                user,
                seq(to, read.seq(), "seq"),
                seq(to, read.deliveredSeq(), "deliveredSeq"));
        Markers.Own own = markers.move(List.of(mark)).stream()
                .findFirst()
                .orElseThrow(() -> new ContractException(
                        ErrorCode.SUBSCRIPTION_NOT_FOUND, "You are not subscribed to this chat."));
        return own.standing();
    }

    private static @Nullable Long seq(ChatAccess to, @Nullable Long seq, String field) {
        if (seq != null && seq < 0) {
            throw ContractException.invalid(field, field + " must be the number of a message: 0 or more");
        }
        if (seq != null && seq > to.lastSeq()) {
            throw ContractException.invalid(field, field + " is beyond the chat's last message");
        }
        return seq;
    }

    @GET
    @Path("markers")
    @Operation(
            summary = "Read up to where the members have read and received",
            description =
                    "In a chat of up to 100 members by user; in a larger one how many have reached each of the newest 20 messages.")
    public ServerFrame.Markers markers(@PathParam("application") String application, @PathParam("chat") String chat) {
        ChatAccess of = access.chat(application, chat).require(Action.READ_MESSAGES);
        return markers.ofChat(of.chatKey(), of.chat());
    }
}
