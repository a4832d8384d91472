package io.parley.openapi;

import io.parley.contract.rest.Internal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** With which tokens an operation can be called. */
final class Security {
    static final String USER = "user";
    private static final String APPLICATION = "application";
    private static final String SERVICE = "service";

    /** In an order that is the same in every build. */
    static final Map<String, SecurityScheme> SCHEMES = new TreeMap<>(Map.of(
            USER, bearer("JWT", "A user's access token of the realm, with the audience parley-api"),
            APPLICATION, bearer("parley_…", "An application's own token: acts for the whole application"),
            SERVICE,
                    bearer(
                            "JWT",
                            "A token of a service of the same installation, with the realm role " + Internal.ROLE)));

    private Security() {}

    /** @param said what the resource says: nothing for users and applications, an empty list for everybody */
    static List<SecurityRequirement> of(String path, @Nullable List<SecurityRequirement> said) {
        if (path.startsWith("/internal/")) {
            return List.of(requirement(SERVICE));
        }
        if (said != null && (said.isEmpty() || said.stream().anyMatch(one -> one.hasScheme(USER)))) {
            return said;
        }
        return List.of(requirement(USER), requirement(APPLICATION));
    }

    private static SecurityRequirement requirement(String scheme) {
        return OASFactory.createSecurityRequirement().addScheme(scheme);
    }

    private static SecurityScheme bearer(String format, String words) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat(format)
                .description(words);
    }
}
