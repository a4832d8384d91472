package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.Search;
import io.parley.stack.layout.Checkout;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What users write is nobody's business who reads logs. */
class LogsIT {
    @Test
    void whatUsersWriteIsInNoLogOfAnyServerOrService() throws IOException {
        // Given
        String secret = "confidential" + UUID.randomUUID().toString().replace("-", "");
        Parley parley = Parley.shared();
        Tenant tenant = Tenant.in(parley);
        Person writer = Person.number(0);
        String chat = tenant.chat("private", writer, Person.number(1));

        // When: it has been everywhere that a message goes.
        try (Stream device = Stream.resuming(tenant, Person.number(1), 0)) {
            tenant.as(writer).chat(chat).send(secret);
            Awaitility.await().until(() -> !device.messages(chat).isEmpty());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tenant.as(writer).search(Search.text(secret)).total() == 1);

        // Then
        List<Path> logs = logs();
        assertTrue(logs.size() >= 8, () -> "Logs of five servers and at least three services: " + logs);
        assertEquals(List.of(), logs.stream().filter(log -> holds(log, secret)).toList());
    }

    private static List<Path> logs() throws IOException {
        // Not by walking: the servers' data beside them comes and goes.
        List<Path> logs = new ArrayList<>();
        try (var servers = Files.newDirectoryStream(Checkout.find().tests().resolve("servers/logs"), "*.log");
                var services = Files.newDirectoryStream(Checkout.find().testServices(), "*")) {
            servers.forEach(logs::add);
            services.forEach(service -> logs.add(service.resolve("service.log")));
        }
        return logs.stream().filter(Files::exists).toList();
    }

    private static boolean holds(Path log, String secret) {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains(secret));
        } catch (IOException e) {
            throw new AssertionError(log + " cannot be read", e);
        }
    }
}
