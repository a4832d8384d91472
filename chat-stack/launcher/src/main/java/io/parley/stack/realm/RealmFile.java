package io.parley.stack.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keycloak imports a realm as a whole, while the project keeps what is for production, demo and tests apart. This puts
 * the parts together as {@code keycloak/merge.jq} does: users, clients and realm roles of a part are appended, and a
 * client of the same {@code clientId} takes the place of the realm's, as does a password policy.
 */
public final class RealmFile {
    private static final JsonMapper JSON = new JsonMapper();

    private RealmFile() {}

    /** Writes {@code realm} with the parts in it to {@code target}. */
    public static void write(Path realm, List<Path> parts, Path target) throws IOException {
        ObjectNode whole = read(realm);
        for (Path part : parts) {
            merge(whole, read(part));
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(target.toFile(), whole);
    }

    private static ObjectNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new StackException("The realm file " + file + " is missing from the checkout.");
        }
        return (ObjectNode) JSON.readTree(file.toFile());
    }

    static void merge(ObjectNode realm, ObjectNode part) {
        ArrayNode clients = realm.withArrayProperty("clients");
        Set<String> replaced = new HashSet<>();
        part.path("clients").forEach(client -> replaced.add(id(client)));
        clients.removeIf(client -> replaced.contains(id(client)));
        append(clients, part.path("clients"));
        append(realm.withArrayProperty("users"), part.path("users"));
        append(
                realm.withObjectProperty("roles").withArrayProperty("realm"),
                part.path("roles").path("realm"));
        if (part.has("passwordPolicy")) {
            realm.set("passwordPolicy", part.get("passwordPolicy"));
        }
    }

    private static String id(JsonNode client) {
        return client.path("clientId").asText();
    }

    private static void append(ArrayNode target, JsonNode added) {
        added.forEach(target::add);
    }
}
