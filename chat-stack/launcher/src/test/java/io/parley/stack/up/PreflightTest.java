package io.parley.stack.up;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private final RunFolder folder = new RunFolder(Checkout.find());
    private final Plan plan = Plan.of(folder, 0, true, Map.of());

    @Test
    void aTakenPortIsAnsweredByWhoWantsItAndHowToChooseAnother() {
        var failure = assertThrows(StackException.class, () -> Preflight.ports(plan, port -> port != 16379));

        assertEquals(
                "Port 16379 is taken by another program, and Redis wants it. End that program, or move all ports:"
                        + " ./chat up --port-offset 1000 (or PARLEY_PORT_OFFSET=1000).",
                failure.getMessage());
    }

    @Test
    void theOffsetMovesEveryPort() {
        Plan moved = Plan.of(folder, 1000, true, Map.of());

        assertDoesNotThrow(() -> Preflight.ports(moved, port -> port > 9000));
    }

    @Test
    void tooLittleMemoryOrDiskIsSaidBeforeAnythingStarts() {
        var memory = assertThrows(StackException.class, () -> Preflight.memory(Preflight.MEMORY_MEBIBYTES - 1));
        var disk =
                assertThrows(StackException.class, () -> Preflight.disk(Preflight.DISK_MEBIBYTES - 1, Path.of("here")));

        assertTrue(memory.getMessage().contains("--force"), memory.getMessage());
        assertTrue(disk.getMessage().contains("here"), disk.getMessage());
    }

    @Test
    void aServerThatRunsElsewhereIsNotStartedHere() {
        // Given
        Map<String, String> environment = Map.of(
                "QUARKUS_REDIS_HOSTS", "redis://cache.example:6379",
                "QUARKUS_OIDC_AUTH_SERVER_URL", "https://id.example/realms/chat");

        // When
        Plan elsewhere = Plan.of(folder, 0, true, environment);

        // Then
        assertEquals(
                List.of(false, true, false, false, true),
                elsewhere.parts().stream().map(ExternalPart.class::isInstance).toList());
        assertEquals("https://id.example/realms/chat", elsewhere.realm().toString());
        assertEquals(
                "https://id.example/admin/realms/chat",
                new Elsewhere(environment)
                        .adapted(Map.of("parley.keycloak.admin-url", "x"))
                        .get("parley.keycloak.admin-url"));
    }
}
