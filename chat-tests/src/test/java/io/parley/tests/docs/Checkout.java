package io.parley.tests.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that these tests run in. */
final class Checkout {
    /** Whether generated documents are to be written rather than compared. */
    static final boolean WRITE = Boolean.getBoolean("parley.docs.write");

    private Checkout() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** A service's OpenAPI document, which its build has written. */
    static ObjectNode openApi(String service) throws IOException {
        return Json.read(
                Files.readAllBytes(root().resolve(service).resolve("target/openapi/openapi.json")), ObjectNode.class);
    }
}
