package io.parley.core.directory;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Parley reads of Keycloak's UserRepresentation. */
@RegisterForReflection
record KeycloakUser(
        String id,
        String username,
        @Nullable String firstName,
        @Nullable String lastName) {

    DirectoryUser toDirectory() {
        String name = Stream.of(firstName, lastName)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return new DirectoryUser(id, username, name.isEmpty() ? null : name);
    }
}
