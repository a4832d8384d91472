package io.parley.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.core.http.MergePatch;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me")
class SettingsResource {
    private final SettingsService settings;
    private final Access access;
    private final CurrentCaller current;

    @Inject
    SettingsResource(SettingsService settings, Access access, CurrentCaller current) {
        this.settings = settings;
        this.access = access;
        this.current = current;
    }

    @GET
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(summary = "Read my settings in an application", description = "As by default where none were made.")
    public People.Settings read(@PathParam("application") String application) {
        String user = current.user().id();
        return new People.Settings(settings.self(access.application(application).application(), user)
                .presenceHidden());
    }

    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "Change my settings in an application",
            description = "A merge patch. With presenceHidden nobody is shown that the caller is online, or when last.")
    @RequestBody(content = @Content(schema = @Schema(implementation = People.SettingsPatch.class)))
    public People.Settings patch(@PathParam("application") String application, @Nullable ObjectNode patch)
            throws JsonProcessingException {
        String user = current.user().id();
        return settings.patch(admitted(application), user, MergePatch.of(patch, People.SettingsPatch.class));
    }

    @GET
    @Path("blocked")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "List whom I blocked in an application",
            description = "Neither notices when the other is online, writes or signals. Messages are not concerned.")
    public Page<People.Blocked> blocked(@PathParam("application") String application, @BeanParam PageParameters page) {
        String user = current.user().id();
        return settings.blocked(access.application(application).application(), user, page);
    }

    @PUT
    @Path("blocked/{user}")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "user_not_found, limit_reached")
    @Operation(summary = "Block a user in an application", description = "At most 1,000.")
    @APIResponse(responseCode = "204", description = "The user is blocked")
    public void block(@PathParam("application") String application, @PathParam("user") String whom) {
        String user = current.user().id();
        settings.block(admitted(application), user, whom);
    }

    @DELETE
    @Path("blocked/{user}")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "Block a user in an application no longer",
            description = "Also where the user was not blocked.")
    @APIResponse(responseCode = "204", description = "The user is not blocked")
    public void unblock(@PathParam("application") String application, @PathParam("user") String whom) {
        String user = current.user().id();
        settings.unblock(access.application(application).application(), user, whom);
    }

    /** Who sets something in an open application is part of it from then on. */
    private UUID admitted(String application) {
        return access.admit(application).application();
    }
}
