package io.parley.core.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Page;
import io.parley.core.http.EntityTags;
import io.parley.core.http.MergePatch;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Applications", description = "Tenants: each has its own users, chats and token.")
class ApplicationResource {
    private final ApplicationService applications;
    private final ApplicationList list;
    private final Access access;
    private final CurrentCaller current;
    private final Idempotency idempotency;

    @Inject
    ApplicationResource(
            ApplicationService applications,
            ApplicationList list,
            Access access,
            CurrentCaller current,
            Idempotency idempotency) {
        this.applications = applications;
        this.list = list;
        this.access = access;
        this.current = current;
        this.idempotency = idempotency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("application-owner")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "Provision an application",
            description =
                    "Needs the realm role application-owner. The answer holds the application's token, which is shown this once.")
    @APIResponseSchema(
            value = Applications.Provisioned.class,
            responseCode = "201",
            responseDescription = "The application and its token")
    public RestResponse<Applications.Provisioned> provision(
            @HeaderParam(Idempotency.HEADER) @Nullable String key, Applications.@Nullable Create create) {
        String owner = current.user().id();
        return idempotency.secret(
                key, create, Applications.Provisioned.class, () -> answer(applications.provision(owner, create)));
    }

    private static RestResponse<Applications.Provisioned> answer(Applications.Provisioned provisioned) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, provisioned)
                .location(URI.create(
                        "/v1/applications/" + provisioned.application().id()))
                .tag(EntityTags.of(0))
                .build();
    }

    @GET
    @Operation(
            summary = "List my applications",
            description =
                    "Those that the caller owns or is a member of, newest first; for an application token, its own.")
    public Page<Applications.Application> list(@BeanParam PageParameters page) {
        return list.of(current.get(), page);
    }

    @GET
    @Path("{application}")
    @Operation(summary = "Read an application", description = "For its owner, its members and its token.")
    public RestResponse<Applications.Application> read(@PathParam("application") String application) {
        return answer(applications.read(access.application(application).application()));
    }

    @PATCH
    @Path("{application}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change an application",
            description =
                    "A merge patch: null removes the title, or sets access back to members. For the owner or the token.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Applications.Patch.class)))
    public RestResponse<Applications.Application> patch(
            @PathParam("application") String application,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ObjectNode patch)
            throws JsonProcessingException {
        return answer(applications.patch(
                access.application(application)
                        .require(Action.CHANGE_APPLICATION)
                        .application(),
                MergePatch.of(patch, Applications.Patch.class),
                ifMatch));
    }

    @POST
    @Path("{application}/token/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(
            summary = "Rotate the application's token",
            description =
                    "Gives a new token. Those from before stay good for graceSeconds: at most a day, at least not at all.")
    public RestResponse<Applications.Rotated> rotate(
            @PathParam("application") String application,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Applications.@Nullable Rotate rotate) {
        UUID id = access.application(application).require(Action.ROTATE_TOKEN).application();
        return idempotency.secret(
                key, rotate, Applications.Rotated.class, () -> RestResponse.ok(applications.rotate(id, rotate)));
    }

    private static RestResponse<Applications.Application> answer(ApplicationService.Versioned versioned) {
        return RestResponse.ResponseBuilder.ok(versioned.application())
                .tag(EntityTags.of(versioned.version()))
                .build();
    }
}
