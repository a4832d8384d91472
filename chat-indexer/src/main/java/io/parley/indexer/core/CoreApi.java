package io.parley.indexer.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What an indexer asks of chat-core; its address is {@code quarkus.rest-client.core.url}. */
@RegisterRestClient(configKey = "core")
@Path("/internal/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface CoreApi {
    @GET
    @Path("applications/{application}/view")
    Uni<Internal.View> view(
            @HeaderParam("Authorization") String authorization, @PathParam("application") String application);

    @POST
    @Path("heads")
    Internal.Heads heads(@HeaderParam("Authorization") String authorization, Internal.HeadsRequest request);

    @POST
    @Path("export/chats")
    Export.StoredChats chats(@HeaderParam("Authorization") String authorization, Export.StoredChatsRequest request);

    @POST
    @Path("export/digests")
    Export.Digests digests(@HeaderParam("Authorization") String authorization, Export.RangesRequest request);

    @POST
    @Path("export/messages")
    @Produces(EventBundle.MEDIA_TYPE)
    byte @Nullable [] messages(@HeaderParam("Authorization") String authorization, Export.RangesRequest request);

    @POST
    @Path("export/users")
    Export.Users users(@HeaderParam("Authorization") String authorization, Export.UsersRequest request);

    @POST
    @Path("export/memberships")
    Export.Memberships memberships(
            @HeaderParam("Authorization") String authorization, Export.MembershipsRequest request);

    /** The contract's own mapper, and not the one that Quarkus makes. */
    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper ignored) {
        return Json.MAPPER;
    }
}
