package io.parley.tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/protocol/reference.md} says what the services' OpenAPI documents say; run this with
 * {@code -Dparley.docs.write=true} to write it anew.
 */
class ReferencePageTest {
    private static final String INTRODUCTION = """
            # Reference of the REST API

            Every operation and every body, made from the OpenAPI documents of chat-core and chat-indexer, which these serve at
            `/q/openapi`. What holds for all of them, the samples, and what each code asks of a client is in [rest.md](rest.md). A member
            or type with a question mark may be absent.
            """;

    @Test
    void theReferenceIsWhatTheServicesSay() throws IOException {
        Path file = Checkout.root().resolve("docs/protocol/reference.md");
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        for (String service : new String[] {"chat-core", "chat-indexer"}) {
            documents.put(service, Checkout.openApi(service));
        }
        String made = INTRODUCTION + ReferencePage.of(documents);

        if (Checkout.WRITE) {
            Files.writeString(file, made);
        }
        assertEquals(made, Files.readString(file));
    }
}
