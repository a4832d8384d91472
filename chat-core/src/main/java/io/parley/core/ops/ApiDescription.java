package io.parley.core.ops;

import io.parley.contract.error.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the API as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley",
                        version = "1",
                        description = "Chat backend as a service: applications, chats, subscriptions, messages.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        security = {
            @SecurityRequirement(name = ApiDescription.USER_TOKEN),
            @SecurityRequirement(name = ApiDescription.APPLICATION_TOKEN)
        },
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = ApiDescription.USER_TOKEN,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description = "A user's access token of the realm, with the audience parley-api"),
                            @SecurityScheme(
                                    securitySchemeName = ApiDescription.APPLICATION_TOKEN,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "parley_…",
                                    description = "An application's own token: acts for the whole application")
                        },
                        responses =
                                @APIResponse(
                                        name = ApiDescription.PROBLEM,
                                        description = "A refusal or failure (RFC 9457); its code says which",
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema = @Schema(implementation = Problem.class)))))
public class ApiDescription extends Application {
    static final String USER_TOKEN = "user";
    static final String APPLICATION_TOKEN = "application";
    static final String PROBLEM = "problem";
}
