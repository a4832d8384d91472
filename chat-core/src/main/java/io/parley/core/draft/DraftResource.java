package io.parley.core.draft;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Draft;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the caller has begun to write. */
@Path("/v1/applications/{application}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me")
public class DraftResource {
    private static final String LIST = "drafts";

    private final Drafts drafts;
    private final Access access;
    private final CurrentCaller current;

    DraftResource(Drafts drafts, Access access, CurrentCaller current) {
        this.drafts = drafts;
        this.access = access;
        this.current = current;
    }

    @PUT
    @Path("chats/{chat}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "subscription_not_found")
    @Operation(
            summary = "Save what I have begun to write",
            description = "One for each chat, in the place of what was saved before; all of my devices are told.")
    public Draft save(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            Messages.@Nullable SaveDraft body) {
        String user = current.user().id();
        ChatAccess to = access.chat(application, chat);
        if (body == null) {
            throw ContractException.invalid("text", "text is required");
        }
        String text = Check.text(body.text(), "text");
        Check.replyTo(body.replyTo(), "replyTo");
        Check.metadata(body.metadata(), "metadata");
        return drafts.save(to, user, drafts.of(to, body, text));
    }

    @GET
    @Path("chats/{chat}/draft")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(summary = "Read what I have begun to write in a chat", description = "404 where there is nothing.")
    public Draft read(@PathParam("application") String application, @PathParam("chat") String chat) {
        String user = current.user().id();
        return drafts.read(access.chat(application, chat), user);
    }

    @DELETE
    @Path("chats/{chat}/draft")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(summary = "Remove what I have begun to write in a chat", description = "All of my devices are told.")
    public void remove(@PathParam("application") String application, @PathParam("chat") String chat) {
        String user = current.user().id();
        drafts.remove(access.chat(application, chat), user);
    }

    @GET
    @Path("me/drafts")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(summary = "List what I have begun to write", description = "Saved last first, in all of my chats.")
    public Page<Draft> list(@PathParam("application") String application, @BeanParam PageParameters page) {
        String user = current.user().id();
        UUID in = access.application(application).application();
        Optional<Cursor> cursor = page.cursor(LIST, 2);
        Instant before = cursor.map(at -> at.time(0)).orElse(Cursor.END);
        long beforeKey = cursor.map(at -> at.number(1)).orElse(Long.MAX_VALUE);
        List<Drafts.Listed> found = drafts.list(in, user, before, beforeKey, page.fetch());
        Page<Drafts.Listed> rows =
                page.page(found, last -> Cursor.of(LIST, last.draft().updatedAt(), last.chatKey()));
        return new Page<>(rows.items().stream().map(Drafts.Listed::draft).toList(), rows.next());
    }
}
