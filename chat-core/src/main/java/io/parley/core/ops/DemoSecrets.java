package io.parley.core.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start with a secret that everyone knows, unless this is said to be a demonstration. */
@Singleton
class DemoSecrets {
    static final String PREFIX = "demo-only-";

    private static final List<String> SECRETS = List.of(
            "quarkus.oidc-client.credentials.secret",
            "quarkus.oidc.credentials.secret",
            "quarkus.datasource.password",
            "quarkus.redis.password",
            "amqp-password");

    private final Config config;
    private final boolean demo;

    @Inject
    DemoSecrets(Config config, @ConfigProperty(name = "parley.demo", defaultValue = "false") boolean demo) {
        this.config = config;
        this.demo = demo;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        if (demo) {
            return;
        }
        for (String secret : SECRETS) {
            if (config.getOptionalValue(secret, String.class).orElse("").startsWith(PREFIX)) {
                throw new IllegalStateException(
                        "%s is a published demo secret (it begins with %s). Give it a value of your own, or set parley.demo=true for a demonstration."
                                .formatted(secret, PREFIX));
            }
        }
    }
}
