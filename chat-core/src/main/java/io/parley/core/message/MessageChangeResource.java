package io.parley.core.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Check;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.core.http.Cursor;
import io.parley.core.http.EntityTags;
import io.parley.core.http.MergePatch;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One message: read it, change it, react to it, pin it. */
@Path("/v1/applications/{application}/chats/{chat}/messages/{seq: [0-9]{1,18}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Messages")
public class MessageChangeResource {
    private static final String EDITS = "edits";

    private final Access access;
    private final History history;
    private final MessageEditing editing;
    private final MessageMarking marking;
    private final MessageVersions versions;
    private final MessageHiding hiding;
    private final CurrentCaller current;

    MessageChangeResource(
            Access access,
            History history,
            MessageEditing editing,
            MessageMarking marking,
            MessageVersions versions,
            MessageHiding hiding,
            CurrentCaller current) {
        this.access = access;
        this.history = history;
        this.editing = editing;
        this.marking = marking;
        this.versions = versions;
        this.hiding = hiding;
        this.current = current;
    }

    @GET
    @Operation(summary = "Read one message", description = "As it is now, also when it was deleted.")
    public RestResponse<Message> read(
            @PathParam("application") String application, @PathParam("chat") String chat, @PathParam("seq") long seq) {
        return answer(history.bySeq(access.chat(application, chat), seq));
    }

    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Edit a message",
            description = "A merge patch of text and metadata. For its sender, who must be allowed to write.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Messages.Edit.class)))
    public RestResponse<Message> edit(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("seq") long seq,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ObjectNode patch)
            throws JsonProcessingException {
        MergePatch<Messages.Edit> edit = MergePatch.of(patch, Messages.Edit.class);
        return answer(editing.edit(readable(application, chat), seq, edit, ifMatch));
    }

    @DELETE
    @Operation(
            summary = "Delete a message",
            description =
                    "What it said is erased; its number stays. For its sender, moderators, owners and the application.")
    public void delete(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("seq") long seq,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        editing.delete(readable(application, chat), seq, ifMatch);
    }

    @GET
    @Path("edits")
    @Operation(
            summary = "Read what a message said before it was edited",
            description = "Newest first, for everyone who may see the message; at most the newest 100.")
    public Page<Messages.Version> edits(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("seq") long seq,
            @BeanParam PageParameters page) {
        long before = page.cursor(EDITS, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        List<Messages.Version> found = versions.list(readable(application, chat), seq, before, page.fetch());
        return page.page(found, last -> Cursor.of(EDITS, last.replacedRev()));
    }

    @PUT
    @Path("hidden")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(
            summary = "Delete a message for me",
            description = "For the caller alone, for good, on all devices: in history, changes and counts. Users only.")
    public void hide(
            @PathParam("application") String application, @PathParam("chat") String chat, @PathParam("seq") long seq) {
        String user = current.user().id();
        hiding.hide(readable(application, chat), user, seq);
    }

    @PUT
    @Path("reactions/{reaction}")
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(
            summary = "React to a message",
            description = "For everyone who may see it, readers too. Each reaction counts once for each user.")
    public RestResponse<Message> react(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("seq") long seq,
            @PathParam("reaction") String reaction) {
        return answer(marking.react(readable(application, chat), seq, Check.reaction(reaction, "reaction"), true));
    }

    @DELETE
    @Path("reactions/{reaction}")
    @Operation(summary = "Take a reaction back", description = "The caller's own; nothing happens where there is none.")
    public RestResponse<Message> unreact(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("seq") long seq,
            @PathParam("reaction") String reaction) {
        return answer(marking.react(readable(application, chat), seq, Check.reaction(reaction, "reaction"), false));
    }

    @PUT
    @Path("pin")
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(summary = "Pin a message", description = "For the chat's owners and moderators, and the application.")
    public RestResponse<Message> pin(
            @PathParam("application") String application, @PathParam("chat") String chat, @PathParam("seq") long seq) {
        return answer(marking.pin(readable(application, chat), seq, true));
    }

    @DELETE
    @Path("pin")
    @Operation(
            summary = "Take a message off the pinned ones",
            description = "For the chat's owners and moderators, and the application.")
    public RestResponse<Message> unpin(
            @PathParam("application") String application, @PathParam("chat") String chat, @PathParam("seq") long seq) {
        return answer(marking.pin(readable(application, chat), seq, false));
    }

    private ChatAccess readable(String application, String chat) {
        return access.chat(application, chat).require(Action.READ_MESSAGES);
    }

    private static RestResponse<Message> answer(Message message) {
        return RestResponse.ResponseBuilder.ok(message)
                .tag(EntityTags.of(message.rev()))
                .build();
    }
}
