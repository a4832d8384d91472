package io.parley.core.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;

/** Whether the realm answers. */
@Readiness
@Singleton
class KeycloakCheck extends DegradedCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final HttpRequest realm;

    @Inject
    KeycloakCheck(@ConfigProperty(name = "quarkus.oidc.auth-server-url") URI realm) {
        super(
                "Keycloak",
                "nobody gets a new token, and users who are not known here are not found; tokens signed with known keys stay good");
        this.realm = HttpRequest.newBuilder(realm).timeout(TIMEOUT).build();
    }

    @Override
    boolean answers() {
        try {
            return http.send(realm, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
