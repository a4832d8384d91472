package io.parley.core.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.http.EntityTags;
import io.parley.core.http.Flags;
import io.parley.core.http.MergePatch;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}/chats")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Chats", description = "Timelines in an application.")
class ChatResource {
    private final ChatService chats;
    private final ChatList list;
    private final Access access;
    private final Idempotency idempotency;

    @Inject
    ChatResource(ChatService chats, ChatList list, Access access, Idempotency idempotency) {
        this.chats = chats;
        this.list = list;
        this.access = access;
        this.idempotency = idempotency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "chat_exists")
    @Operation(
            summary = "Create a chat",
            description =
                    "With an id of the caller's choice, or the server's. A user becomes its owner. Where the application is open, this admits the user to it.")
    @APIResponseSchema(value = Chats.Chat.class, responseCode = "201", responseDescription = "The chat")
    public RestResponse<Chats.Chat> create(
            @PathParam("application") String application,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Chats.@Nullable Create create) {
        ApplicationAccess in = access.admit(application).require(Action.CREATE_CHAT);
        return idempotency.answer(key, create, Chats.Chat.class, () -> created(chats.create(in, create)));
    }

    private static RestResponse<Chats.Chat> created(Chats.Chat chat) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, chat)
                .location(URI.create("/v1/applications/%s/chats/%s".formatted(chat.application(), chat.id())))
                .tag(EntityTags.of(chat.rev()))
                .build();
    }

    @GET
    @Operation(
            summary = "List chats",
            description =
                    "For the owner of the application and its token all, newest first; for others those they are subscribed to, latest activity first.")
    public Page<Chats.Chat> list(
            @PathParam("application") String application,
            @QueryParam("archived")
                    @Parameter(
                            description = "true: only archived ones; otherwise only those that are not",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String archived,
            @BeanParam PageParameters page) {
        return list.of(access.application(application), Boolean.TRUE.equals(Flags.flag("archived", archived)), page);
    }

    @GET
    @Path("{chat}")
    @Operation(
            summary = "Read a chat",
            description =
                    "For who is subscribed to it, the application's owner and admins, and its token. To others it does not exist.")
    public RestResponse<Chats.Chat> read(@PathParam("application") String application, @PathParam("chat") String chat) {
        return answer(chats.read(access.chat(application, chat)));
    }

    @PATCH
    @Path("{chat}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change a chat: its title, slow mode, what it is about, its settings",
            description =
                    "A merge patch: null removes, and sets settings back to their defaults. For the chat's owners and moderators, and the application.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Chats.Patch.class)))
    public RestResponse<Chats.Chat> patch(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ObjectNode patch)
            throws JsonProcessingException {
        return answer(chats.patch(
                access.chat(application, chat).require(Action.CHANGE_CHAT),
                MergePatch.of(patch, Chats.Patch.class),
                ifMatch));
    }

    @DELETE
    @Path("{chat}")
    @Operation(
            summary = "Delete a chat",
            description = "For everyone and for good; its id stays taken. For the chat's owners, and the application.")
    public void delete(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        chats.delete(access.chat(application, chat).require(Action.DELETE_CHAT), ifMatch);
    }

    private static RestResponse<Chats.Chat> answer(Chats.Chat chat) {
        return RestResponse.ResponseBuilder.ok(chat)
                .tag(EntityTags.of(chat.rev()))
                .build();
    }
}
