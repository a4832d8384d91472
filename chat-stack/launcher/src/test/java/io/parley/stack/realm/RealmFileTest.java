package io.parley.stack.realm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmFileTest {
    @TempDir
    private Path folder;

    @Test
    void aPartAddsItsUsersAndRolesAndReplacesClientsOfTheSameNameAndThePasswordPolicy() throws Exception {
        // Given
        Path realm = file("realm.json", """
                {"realm": "parley", "passwordPolicy": "length(8)", "clients": [{"clientId": "web"}, {"clientId": "core", "secret": "from outside"}],
                 "users": [{"username": "service"}], "roles": {"realm": [{"name": "owner"}]}}""");
        Path part = file("part.json", """
                {"passwordPolicy": "length(1)", "clients": [{"clientId": "core", "secret": "demo"}, {"clientId": "demo"}],
                 "users": [{"username": "alice"}], "roles": {"realm": [{"name": "tester"}]}}""");

        // When
        JsonNode merged = merged(realm, List.of(part));

        // Then
        assertEquals(List.of("web", "core", "demo"), values(merged.path("clients"), "clientId"));
        assertEquals("demo", merged.path("clients").path(1).path("secret").asText());
        assertEquals(List.of("service", "alice"), values(merged.path("users"), "username"));
        assertEquals(List.of("owner", "tester"), values(merged.path("roles").path("realm"), "name"));
        assertEquals("length(1)", merged.path("passwordPolicy").asText());
    }

    @Test
    void theProjectsRealmKeepsNoPlaceholderForASecretOnceTheDemoIsMergedIn() throws Exception {
        // Given
        Path files = Checkout.find().realmFiles();

        // When
        JsonNode merged = merged(
                files.resolve("parley-realm.json"),
                List.of(files.resolve("parley-demo.json"), files.resolve("parley-test.json")));

        // Then
        List<String> secrets = values(merged.path("clients"), "secret");
        assertTrue(secrets.contains("demo-only-chat-core"), secrets.toString());
        assertTrue(secrets.stream().noneMatch(secret -> secret.contains("${")), secrets.toString());
    }

    @Test
    void aMissingFileIsNamed() {
        var failure =
                Assertions.assertThrows(StackException.class, () -> merged(folder.resolve("nowhere.json"), List.of()));

        assertTrue(failure.getMessage().contains("nowhere.json"), failure.getMessage());
    }

    private JsonNode merged(Path realm, List<Path> parts) throws Exception {
        Path target = folder.resolve("merged/parley-realm.json");
        RealmFile.write(realm, parts, target);
        return new JsonMapper().readTree(target.toFile());
    }

    private Path file(String name, String json) throws Exception {
        return Files.writeString(folder.resolve(name), json);
    }

    private static List<String> values(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.path(field).asText())
                .toList();
    }
}
