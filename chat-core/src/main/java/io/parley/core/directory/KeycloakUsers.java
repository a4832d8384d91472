package io.parley.core.directory;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The users of the realm, by Keycloak's Admin REST API, with chat-core's own token (roles view-users, query-users). */
@RegisterRestClient(configKey = "keycloak-admin")
@OidcClientFilter
@Path("/users")
interface KeycloakUsers {
    @GET
    List<KeycloakUser> search(
            @QueryParam("username") String username,
            @QueryParam("exact") boolean exact,
            @QueryParam("briefRepresentation") boolean brief,
            @QueryParam("max") int max);

    @GET
    @Path("{id}")
    KeycloakUser read(@PathParam("id") String id);
}
