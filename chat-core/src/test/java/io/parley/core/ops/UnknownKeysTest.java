package io.parley.core.ops;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private static final KnownKeys KNOWN =
            new KnownKeys(List.of("parley.demo", "parley.message.send-wait", "parley.message.writers"));

    private static UnknownKeys keys(ConfigSource source) {
        return new UnknownKeys(new SmallRyeConfigBuilder().withSources(source).build(), KNOWN);
    }

    private static UnknownKeys property(String key) {
        return keys(new PropertiesConfigSource(Map.of(key, "1"), "config/application.properties", 100));
    }

    private static UnknownKeys variable(String name) {
        return keys(new EnvConfigSource(Map.of(name, "1"), 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.message.send-wiat", "parley.mesage.send-wait", "%prod.parley.message.sendwait"})
    void aKeyThatNobodyReadsIsRefusedWithTheNearestOneAndItsPlace(String key) {
        String refusal = assertThrows(
                        IllegalStateException.class, () -> property(key).check())
                .getMessage();

        assertTrue(refusal.contains(key.replace("%prod.", "")), refusal);
        assertTrue(refusal.contains("the nearest is parley.message.send-wait"), refusal);
        assertTrue(refusal.contains("config/application.properties"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.message.send-wait", "%dev.parley.demo", "quarkus.whatever", "parleyx"})
    void whatIsKnownAndWhatIsNotOursMayBeThere(String key) {
        assertDoesNotThrow(() -> property(key).check());
    }

    @Test
    void aVariableThatIsNearlyAKnownOneIsRefused() {
        String refusal = assertThrows(IllegalStateException.class, () -> variable("PARLEY_MESSAGE_WRITER")
                        .check())
                .getMessage();

        assertTrue(refusal.contains("PARLEY_MESSAGE_WRITERS"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PARLEY_MESSAGE_SEND_WAIT", "PARLEY_CORE_SERVICE_HOST", "PARLEY_PORT_8080_TCP_ADDR", "HOME"})
    void variablesOfAPlatformMayBeThere(String name) {
        assertDoesNotThrow(() -> variable(name).check());
    }

    @Test
    void theKeysOfAllServicesAreKnown() {
        KnownKeys all = KnownKeys.read();

        assertTrue(
                all.has("parley.idempotency.keep-for") && all.has("parley.origins") && all.has("parley.search.index"));
        assertEquals("parley.message.send-wait", all.nearest("parley.message.send-wit"));
    }
}
