package io.parley.contract.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A native image knows only the reflection that it is told of, and the contract has no framework that would tell it.
 *
 * <p>After a change of the contract's types, write the file anew with
 *
 * <pre>./mvnw -pl chat-contract test -Dparley.regenerate=true</pre>
 */
class NativeImageConfigTest {
    private static final Path FILE = Checkout.root()
            .resolve(
                    "chat-contract/src/main/resources/META-INF/native-image/io.parley/chat-contract/reflect-config.json");

    @Test
    void everyTypeOfTheWireIsRegisteredForReflection() throws IOException {
        // Given
        String expected = WireTypes.all().stream()
                .map(NativeImageConfigTest::registration)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        if (Checkout.REGENERATE) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }

        // When
        String actual = Files.readString(FILE);

        // Then
        assertEquals(expected, actual, "Run ./mvnw -pl chat-contract test -Dparley.regenerate=true");
    }

    private static String registration(Class<?> type) {
        return """
                  {
                    "name": "%s",
                    "allDeclaredConstructors": true,
                    "allDeclaredMethods": true,
                    "allDeclaredFields": true
                  }""".formatted(type.getName()).indent(2).stripTrailing();
    }
}
