package io.parley.indexer.search;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Messages;
import io.parley.openapi.ApiDocument;
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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The search API. For people: it takes tokens of users, and not those of applications. */
@Tag(name = "Search", description = "Messages that the caller may see.")
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
    @Extension(name = "x-errors", value = "chat_not_found")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = Messages.Hits.class)))
    public Messages.Hits search(
            @Parameter(description = "The application's id", schema = @Schema(format = "uuid")) @RestPath
                    String application,
            @BeanParam SearchParameters parameters) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        return service.search(SearchRequest.of(application, subject(token), parameters), token.getRawToken());
    }

    private static String subject(JsonWebToken token) {
        try {
            return Check.subject(token.getSubject(), "sub");
        } catch (ContractException e) {
            throw new ContractException(ErrorCode.UNAUTHENTICATED, "The token has no usable subject: " + e.detail());
        }
    }
}
