package io.parley.indexer.search;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Messages;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** The search API. For people: it takes tokens of users, and not those of applications. */
@Path("/v1/applications/{application}/search")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
class SearchResource {
    private final SearchService service;
    private final SecurityIdentity identity;

    SearchResource(SearchService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "search",
            summary = "Search the messages that you may see",
            description =
                    "Every word of `q` must be met: as it is, by its stem, with a letter or two wrong, and the last word also"
                            + " when it is only begun. Words in quotes must stand together; a word or phrase behind a minus"
                            + " must not be there. Nothing that is typed is wrong. Other parameters narrow, and `q` may be"
                            + " absent then. Best hits first; of those that fit alike, the newer. A message is found within"
                            + " about a second after it was acknowledged.")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = Messages.Hits.class)))
    @APIResponse(
            responseCode = "400",
            description = "`invalid_request`: a parameter breaks a rule; `errors` names it",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "401",
            description = "`unauthenticated`",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "`application_not_found`: there is no such application, or you were never in a chat of it;"
                    + " `chat_not_found`: you are not in this chat",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: come back after `Retry-After` seconds",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Messages.Hits search(
            @Parameter(description = "The application's id", schema = @Schema(format = "uuid")) @RestPath
                    String application,
            @BeanParam SearchParameters parameters) {
        return service.search(SearchRequest.of(application, caller(), parameters));
    }

    private String caller() {
        try {
            return Check.subject(((JsonWebToken) identity.getPrincipal()).getSubject(), "sub");
        } catch (ContractException e) {
            throw new ContractException(ErrorCode.UNAUTHENTICATED, "The token has no usable subject: " + e.detail());
        }
    }
}
