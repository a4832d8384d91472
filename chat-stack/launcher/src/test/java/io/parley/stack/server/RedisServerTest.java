package io.parley.stack.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.layout.Checkout;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Ports;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatWasKilledStartsAgainOnItsPort() {
        var place = Place.below(Checkout.find(), folder, ServerKind.REDIS, false);
        try (var server = new RedisServer(place, Ports.free())) {
            // Given
            server.start();
            long first = pid(server);

            // When
            server.kill();
            boolean runningAfterKill = server.running();
            server.start();

            // Then
            assertFalse(runningAfterKill);
            assertTrue(server.running());
            assertNotEquals(first, pid(server));
        }
    }

    private static long pid(Server server) {
        GuardedProcess process = Objects.requireNonNull(server.process());
        return process.pid();
    }
}
