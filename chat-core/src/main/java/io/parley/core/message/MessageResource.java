package io.parley.core.message;

import io.parley.contract.Check;
import io.parley.contract.broker.Command;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Send and read messages. */
@Path("/v1/applications/{application}/chats/{chat}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Messages")
public class MessageResource {
    private final Access access;
    private final SendService sending;
    private final History history;
    private final HistoryPages pages;
    private final Forwarding forwarding;

    MessageResource(Access access, SendService sending, History history, HistoryPages pages, Forwarding forwarding) {
        this.access = access;
        this.sending = sending;
        this.history = history;
        this.pages = pages;
        this.forwarding = forwarding;
    }

    @POST
    @Extension(
            name = "x-errors",
            value =
                    "message_not_found, client_id_conflict, recipient_not_subscribed, unprocessable, rate_limited, overloaded")
    @Operation(
            summary = "Send a message",
            description =
                    "The sender is the token's subject. To a chat that does not exist it creates the chat, with the"
                            + " sender as owner and the recipients as members. Sent again with the same clientId it is stored"
                            + " once and answered as the first time. Without a clientId, an Idempotency-Key is in its place.")
    @APIResponse(
            responseCode = "201",
            description = "Stored.",
            content = @Content(schema = @Schema(implementation = Message.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was stored before, by a send with the same clientId.",
            content = @Content(schema = @Schema(implementation = Message.class)))
    @APIResponse(
            responseCode = "202",
            description =
                    "Taken, but not known to be stored yet: look at the location, or send again with the same clientId.",
            content = @Content(schema = @Schema(implementation = Messages.Accepted.class)))
    public Response send(
            @Parameter(description = "The application's id.") @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Messages.@Nullable Send body) {
        if (body == null) {
            throw ContractException.invalid("body", "A JSON object with at least text is required");
        }
        ApplicationAccess caller = access.admit(application);
        SendKey keyed = SendKey.of(key, body);
        Command.SendMessage command = sending.command(
                caller.application(), chat, caller.caller().sender(), keyed.send(), forwarding.source(caller, body));
        Optional<SendService.Sent> sent = keyed.refused(() -> sending.send(command));
        String messages = "/v1/applications/%s/chats/%s/messages/".formatted(application, chat);
        if (sent.isEmpty()) {
            String location = messages + "by-client-id/" + command.clientId();
            return Response.accepted(new Messages.Accepted(command.clientId(), location))
                    .location(URI.create(location))
                    .build();
        }
        Message message = sent.get().message();
        return keyed.answered(sent.get().duplicate())
                .location(URI.create(messages + message.seq()))
                .entity(message)
                .build();
    }

    @GET
    @Extension(name = "x-errors", value = "message_not_found")
    @Operation(
            summary = "Read history",
            description =
                    "Newest first, or with after, around or at oldest first. Messages that the caller may not see are left"
                            + " out. Link headers lead to the next page and the one before.")
    public Page<Message> list(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam HistoryParameters parameters,
            @BeanParam PageParameters page) {
        Optional<Cursor> cursor = page.cursor(Walk.LIST, Walk.PARTS);
        parameters.check(cursor.isPresent());
        return pages.read(access.chat(application, chat), parameters, cursor.orElse(null), page.limit());
    }

    @GET
    @Path("by-client-id/{clientId}")
    @Extension(name = "x-errors", value = "message_not_found")
    @Operation(
            summary = "Read a message of one's own by the clientId that it was sent with",
            description = "Tells whether a send whose answer got lost was stored.")
    public Message readByClientId(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("clientId") String clientId) {
        return history.byClientId(access.chat(application, chat), Check.clientId(clientId, "clientId"));
    }
}
