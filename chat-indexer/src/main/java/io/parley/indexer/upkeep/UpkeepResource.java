package io.parley.indexer.upkeep;

import io.parley.contract.rest.Internal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: how the index stands, and what is to be done about it. Described in docs/search.md, and no part of the API. */
@Path("/internal/v1/index")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Internal.ROLE)
@RunOnVirtualThread
@Tag(name = "Internal")
class UpkeepResource {
    private final Rebuild rebuild;
    private final Reconciler reconciler;

    UpkeepResource(Rebuild rebuild, Reconciler reconciler) {
        this.rebuild = rebuild;
        this.reconciler = reconciler;
    }

    /** How far both are. */
    @RegisterForReflection
    record Standing(Rebuild.State rebuild, Reconciler.State reconciliation) {}

    @GET
    @Operation(summary = "How far rebuilding and comparing the index are, and what was found last", hidden = true)
    public Standing standing() {
        return new Standing(rebuild.state(), reconciler.state());
    }

    @POST
    @Path("rebuild")
    @Operation(summary = "Build the index of messages anew, beside the one that is searched", hidden = true)
    public Response rebuild() {
        return Response.accepted(rebuild.request()).build();
    }

    @POST
    @Path("reconciliation")
    @Operation(summary = "Compare the index with what is stored now, without resting, and mend it", hidden = true)
    public Response reconcile() {
        return Response.accepted(reconciler.request()).build();
    }
}
