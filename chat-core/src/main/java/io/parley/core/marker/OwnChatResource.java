package io.parley.core.marker;

import io.parley.contract.error.ContractException;
import io.parley.contract.rest.Chats;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a member does to a chat for oneself only. */
@Path("/v1/applications/{application}/chats/{chat}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me")
@APIResponse(responseCode = "200", description = "Where the chat stands for the caller now.")
public class OwnChatResource {
    private final OwnChats chats;
    private final Access access;
    private final CurrentCaller current;
    private final Clock clock;

    OwnChatResource(OwnChats chats, Access access, CurrentCaller current, Clock clock) {
        this.chats = chats;
        this.access = access;
        this.current = current;
        this.clock = clock;
    }

    @PUT
    @Path("unread")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(
            summary = "Mark a chat unread for me",
            description =
                    "Everything from seq on counts as unread until it is read again. Others' view of my markers stays.")
    public Chats.ReadMarker markUnread(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            Chats.@Nullable MarkUnread body) {
        String user = current.user().id();
        ChatAccess to = access.chat(application, chat);
        Long seq = body == null ? null : body.seq();
        if (seq == null || seq < 1 || seq > to.lastSeq()) {
            throw ContractException.invalid("seq", "seq must be the number of a message of the chat");
        }
        return chats.markUnread(to, user, Math.max(seq, to.fromSeq()));
    }

    @PUT
    @Path("archive")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(summary = "Archive a chat for me", description = "It is left out of my chats unless they are asked for.")
    public Chats.ReadMarker archive(@PathParam("application") String application, @PathParam("chat") String chat) {
        String user = current.user().id();
        return chats.archive(access.chat(application, chat), user, true);
    }

    @DELETE
    @Path("archive")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(summary = "Take a chat out of my archive", description = "It is listed again among my chats.")
    public Chats.ReadMarker unarchive(@PathParam("application") String application, @PathParam("chat") String chat) {
        String user = current.user().id();
        return chats.archive(access.chat(application, chat), user, false);
    }

    @PUT
    @Path("mute")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(
            summary = "Mute a chat for me",
            description = "Until a time, or for good. It changes no count: clients leave it out of what disturbs.")
    public Chats.ReadMarker mute(
            @PathParam("application") String application, @PathParam("chat") String chat, Chats.@Nullable Mute body) {
        String user = current.user().id();
        Instant until = body == null ? null : body.until();
        if (until != null && (!until.isAfter(clock.instant()) || !until.isBefore(Muting.FOR_GOOD))) {
            throw ContractException.invalid("until", "until must be in the future, or left out to mute for good");
        }
        return chats.mute(access.chat(application, chat), user, until == null ? Muting.FOR_GOOD : until);
    }

    @DELETE
    @Path("mute")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(summary = "Mute a chat no longer", description = "It disturbs again as any other.")
    public Chats.ReadMarker unmute(@PathParam("application") String application, @PathParam("chat") String chat) {
        String user = current.user().id();
        return chats.mute(access.chat(application, chat), user, null);
    }
}
