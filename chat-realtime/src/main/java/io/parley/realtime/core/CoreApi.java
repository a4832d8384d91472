package io.parley.realtime.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Sync;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What a gateway asks of chat-core; its address is {@code quarkus.rest-client.core.url}. */
@RegisterRestClient(configKey = "core")
@Path("/")
interface CoreApi {
    @POST
    @Path("/v1/applications/{application}/sync")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Sync.Response> sync(
            @HeaderParam("Authorization") String authorization,
            @PathParam("application") UUID application,
            Sync.Request request);

    @POST
    @Path("/internal/v1/heads")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Internal.Heads> heads(@HeaderParam("Authorization") String authorization, Internal.HeadsRequest request);

    @POST
    @Path("/internal/v1/changes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(EventBundle.MEDIA_TYPE)
    Uni<RestResponse<byte[]>> changes(
            @HeaderParam("Authorization") String authorization, Internal.ChangesRequest request);

    @POST
    @Path("/internal/v1/markers")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> mark(@HeaderParam("Authorization") String authorization, Internal.MarksRequest request);

    @POST
    @Path("/internal/v1/markers/of-chat")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<ServerFrame.Markers> markers(
            @HeaderParam("Authorization") String authorization, Internal.MarkersRequest request);

    @POST
    @Path("/internal/v1/seen")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> seen(@HeaderParam("Authorization") String authorization, Internal.SeenRequest request);

    @POST
    @Path("/internal/v1/last-seen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Internal.LastSeen> lastSeen(
            @HeaderParam("Authorization") String authorization, Internal.LastSeenRequest request);

    /** The contract's own mapper, and not the one that Quarkus makes. */
    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper ignored) {
        return Json.MAPPER;
    }
}
