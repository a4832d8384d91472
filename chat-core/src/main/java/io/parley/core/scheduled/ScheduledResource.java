package io.parley.core.scheduled;

import io.parley.contract.broker.Command;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.ChatAccess;
import io.parley.core.message.Forwarding;
import io.parley.core.message.SendService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The caller's messages that are sent later. */
@Path("/v1/applications/{application}/chats/{chat}/scheduled")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Messages")
public class ScheduledResource {
    private static final String LIST = "scheduled";

    private final Access access;
    private final Idempotency idempotency;
    private final SendService sending;
    private final Forwarding forwarding;
    private final ScheduledMessages scheduled;

    ScheduledResource(
            Access access,
            SendService sending,
            Forwarding forwarding,
            ScheduledMessages scheduled,
            Idempotency idempotency) {
        this.access = access;
        this.idempotency = idempotency;
        this.sending = sending;
        this.forwarding = forwarding;
        this.scheduled = scheduled;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "message_not_found, client_id_conflict, limit_reached")
    @Operation(
            summary = "Send a message later",
            description =
                    "For who may send to the chat now; judged again when its time has come. With the same clientId it is"
                            + " scheduled once, and stored once.")
    @APIResponse(
            responseCode = "201",
            description = "Scheduled.",
            content = @Content(schema = @Schema(implementation = Messages.Scheduled.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was scheduled before.",
            content = @Content(schema = @Schema(implementation = Messages.Scheduled.class)))
    public RestResponse<Messages.Scheduled> schedule(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Messages.@Nullable Schedule body) {
        Instant sendAt = body == null ? null : body.sendAt();
        Messages.Send message = body == null ? null : body.message();
        if (sendAt == null || message == null) {
            throw ContractException.invalid(sendAt == null ? "sendAt" : "message", "sendAt and message are required");
        }
        ApplicationAccess caller = access.application(application);
        access.chat(caller, chat).require(Action.SEND);
        Command.SendMessage command = sending.command(
                caller.application(), chat, caller.caller().sender(), message, forwarding.source(caller, message));
        return idempotency.answer(
                key, body, Messages.Scheduled.class, () -> answer(command, scheduled.add(command, sendAt)));
    }

    private static RestResponse<Messages.Scheduled> answer(Command.SendMessage command, ScheduledMessages.Added added) {
        return RestResponse.ResponseBuilder.create(
                        added.repeated() ? RestResponse.Status.OK : RestResponse.Status.CREATED,
                        added.row().wire())
                .location(URI.create("/v1/applications/%s/chats/%s/scheduled/%s"
                        .formatted(
                                command.application(),
                                command.chat(),
                                added.row().id())))
                .build();
    }

    @GET
    @Operation(
            summary = "List what I have scheduled in a chat",
            description =
                    "Next first. What was refused when its time had come stays, with the reason, until it is removed.")
    public Page<Messages.Scheduled> list(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam PageParameters page) {
        Optional<Cursor> cursor = page.cursor(LIST, 2);
        Instant after = cursor.map(at -> at.time(0)).orElse(Instant.EPOCH);
        UUID afterId = cursor.map(at -> at.uuid(1)).orElse(new UUID(0, 0));
        ChatAccess to = access.chat(application, chat);
        List<ScheduledRow> found = scheduled.list(
                to.inApplication().application(),
                to.inApplication().caller().sender(),
                to.chat(),
                after,
                afterId,
                page.fetch());
        Page<ScheduledRow> rows = page.page(found, last -> Cursor.of(LIST, last.sendAt(), last.id()));
        return new Page<>(rows.items().stream().map(ScheduledRow::wire).toList(), rows.next());
    }

    @DELETE
    @Path("{id}")
    @Extension(name = "x-errors", value = "message_not_found")
    @Operation(summary = "Do not send a scheduled message", description = "404 when it was sent in the meantime.")
    public void remove(
            @PathParam("application") String application, @PathParam("chat") String chat, @PathParam("id") String id) {
        ChatAccess to = access.chat(application, chat);
        scheduled.remove(
                to.inApplication().application(), to.inApplication().caller().sender(), to.chat(), uuid(id));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ContractException(ErrorCode.MESSAGE_NOT_FOUND);
        }
    }
}
