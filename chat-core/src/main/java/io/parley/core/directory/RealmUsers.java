package io.parley.core.directory;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks Keycloak, and tells "no such user" from "Keycloak cannot be asked". */
@Singleton
class RealmUsers {
    private static final Logger LOG = Logger.getLogger(RealmUsers.class);

    /** Ids that Keycloak gives; another could walk the path of the address. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_@.-]*");

    private final KeycloakUsers keycloak;

    @Inject
    RealmUsers(@RestClient KeycloakUsers keycloak) {
        this.keycloak = keycloak;
    }

    Optional<DirectoryUser> byId(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return ask(() -> Optional.of(keycloak.read(id)));
    }

    Optional<DirectoryUser> byUsername(String username) {
        return ask(() -> keycloak.search(username, true, true, 2).stream()
                .filter(user -> user.username().equalsIgnoreCase(username))
                .findFirst());
    }

    private static Optional<DirectoryUser> ask(Supplier<Optional<KeycloakUser>> question) {
        try {
            return question.get().map(KeycloakUser::toDirectory);
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == Response.Status.NOT_FOUND.getStatusCode()) {
                return Optional.empty();
            }
            throw away(e);
        } catch (ProcessingException | IllegalStateException e) {
            throw away(e);
        }
    }

    private static ContractException away(RuntimeException e) {
        LOG.warnf(e, "Keycloak could not be asked for a user");
        return new ContractException(
                ErrorCode.UNAVAILABLE, "The user directory is away; users who are known here can still be named.");
    }
}
