package io.parley.core.ops;

import io.parley.contract.rest.Internal;
import io.parley.openapi.ApiDocument;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the API as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley",
                        version = "1",
                        description =
                                "Chat backend as a service: applications, chats, subscriptions, messages. What holds for"
                                        + " all operations is in docs/protocol/rest.md.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = ApiDocument.USER_TOKEN,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description = "A user's access token of the realm, with the audience parley-api"),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocument.APPLICATION_TOKEN,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "parley_…",
                                    description = "An application's own token: acts for the whole application"),
                            @SecurityScheme(
                                    securitySchemeName = ApiDocument.SERVICE_TOKEN,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description = "A token of a service of the same installation, with the realm role "
                                            + Internal.ROLE)
                        }))
public class ApiDescription extends Application {}
