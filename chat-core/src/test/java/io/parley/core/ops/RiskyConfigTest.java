package io.parley.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskyConfigTest {
    private static List<String> warnings(Map<String, String> values) {
        return new RiskyConfig(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .build())
                .warnings();
    }

    @ParameterizedTest
    @CsvSource({
        "parley.demo,true",
        "quarkus.oidc.auth-server-url,http://keycloak.example.org/realms/parley",
        "amqp-host,artemis.example.org",
        "quarkus.datasource.jdbc.max-size,4",
        "parley.idempotency.keep-for,5m"
    })
    void whatIsDangerousIsNamedWithWhatToDo(String key, String value) {
        List<String> warnings = warnings(Map.of(key, value));

        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.getFirst().contains(key.equals("amqp-host") ? "amqp-use-ssl" : key), warnings::toString);
    }

    @Test
    void whatIsAsItShouldBeIsNotWarnedOf() {
        assertEquals(
                List.of(),
                warnings(Map.of(
                        "quarkus.oidc.auth-server-url", "https://keycloak.example.org/realms/parley",
                        "amqp-host", "artemis.example.org",
                        "amqp-use-ssl", "true",
                        "quarkus.datasource.jdbc.max-size", "16",
                        "parley.idempotency.keep-for", "7d")));
        assertEquals(
                List.of(),
                warnings(Map.of(
                        "quarkus.oidc.auth-server-url", "http://127.0.0.1:8180/realms/parley",
                        "amqp-host", "127.0.0.1")));
    }
}
