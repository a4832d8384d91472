package io.parley.core.inbox;

import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/applications/{application}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me")
class InboxResource {
    private final Inbox inbox;
    private final Access access;
    private final CurrentCaller current;

    @Inject
    InboxResource(Inbox inbox, Access access, CurrentCaller current) {
        this.inbox = inbox;
        this.access = access;
        this.current = current;
    }

    @GET
    @Path("me/chats")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "List my chats",
            description =
                    "Latest activity first, with the last message that the caller may see and the count of unread ones.")
    public Page<Chats.InboxEntry> chats(
            @PathParam("application") String application,
            @BeanParam InboxListFilter filter,
            @BeanParam PageParameters page) {
        String user = current.user().id();
        return inbox.of(access.application(application).application(), user, filter, page);
    }

    @GET
    @Path("me/unread")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "Count what I have not read",
            description = "In all of my chats that are not archived, or of those asked for. Exact.")
    public Chats.Totals unread(@PathParam("application") String application, @BeanParam InboxFilter filter) {
        String user = current.user().id();
        return inbox.totals(access.application(application).application(), user, filter);
    }
}
