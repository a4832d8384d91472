package io.parley.realtime.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start with a secret that everybody knows, unless this is a demo. */
@Singleton
final class DemoSecrets {
    private static final String DEMO = "demo-only-";
    private static final List<String> SECRETS = List.of("quarkus.oidc-client.credentials.secret", "amqp-password");

    void check(
            @Observes StartupEvent start,
            Config config,
            @ConfigProperty(name = "parley.demo", defaultValue = "false") boolean demo) {
        for (String key : SECRETS) {
            String value = config.getOptionalValue(key, String.class).orElse("");
            if (!demo && value.startsWith(DEMO)) {
                throw new IllegalStateException(
                        ("%s is a published demo secret. Set a secret of your own, or parley.demo=true if this"
                                        + " installation is for trying out only.")
                                .formatted(key));
            }
        }
    }
}
