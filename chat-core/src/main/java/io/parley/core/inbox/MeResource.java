package io.parley.core.inbox;

import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Me;
import io.parley.core.identity.Caller;
import io.parley.core.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Me", description = "The caller, the caller's chats and read markers.")
class MeResource {
    /** Those that mean something here; Keycloak's own are not the caller's business. */
    private static final List<String> KNOWN_ROLES = List.of("application-owner", Internal.ROLE);

    private final CurrentCaller current;

    @Inject
    MeResource(CurrentCaller current) {
        this.current = current;
    }

    @GET
    @Operation(summary = "Who am I", description = "The user of the token, or the application of an application token.")
    public Me me() {
        Caller caller = current.get();
        return switch (caller) {
            case Caller.User user ->
                new Me(
                        Me.Kind.USER,
                        user.id(),
                        user.username(),
                        user.displayName(),
                        KNOWN_ROLES.stream().filter(user.roles()::contains).toList(),
                        null);
            case Caller.ApplicationCaller application ->
                new Me(Me.Kind.APPLICATION, application.sender(), null, null, List.of(), application.application());
        };
    }
}
