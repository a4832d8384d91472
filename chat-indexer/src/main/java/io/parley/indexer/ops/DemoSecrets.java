package io.parley.indexer.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses to start with a secret that everybody knows, unless this is a demo. */
@ApplicationScoped
class DemoSecrets {
    private static final String KNOWN = "demo-only-";
    private static final List<String> SECRETS =
            List.of("amqp-password", "quarkus.elasticsearch.password", "quarkus.oidc-client.credentials.secret");
    private static final int FIRST = 1;

    private final Config config;

    DemoSecrets(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(FIRST) StartupEvent starting) {
        if (config.getOptionalValue("parley.demo", Boolean.class).orElse(false)) {
            return;
        }
        for (String key : SECRETS) {
            if (config.getOptionalValue(key, String.class).orElse("").startsWith(KNOWN)) {
                throw new IllegalStateException(
                        "%s is a demo secret that everybody knows. Set another one, or parley.demo=true for a demo."
                                .formatted(key));
            }
        }
    }
}
