package io.parley.core.ops;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class DemoSecretsTest {
    private static Config config(String key, String value) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100))
                .build();
    }

    @Test
    void aPublishedSecretIsRefusedByNameAndWithTheWayOut() {
        Config config = config("quarkus.oidc-client.credentials.secret", "demo-only-chat-core");

        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> new DemoSecrets(config, false).check(new StartupEvent()));

        assertTrue(refusal.getMessage().contains("quarkus.oidc-client.credentials.secret"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("parley.demo=true"), refusal.getMessage());
        assertTrue(!refusal.getMessage().contains("demo-only-chat-core"), refusal.getMessage());
    }

    @Test
    void aDemonstrationAndSecretsOfOnesOwnMayStart() {
        Config demo = config("amqp-password", "demo-only-broker");
        Config own = config("amqp-password", "a-secret-of-our-own");

        assertDoesNotThrow(() -> new DemoSecrets(demo, true).check(new StartupEvent()));
        assertDoesNotThrow(() -> new DemoSecrets(own, false).check(new StartupEvent()));
    }
}
