package io.parley.contract.asyncapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.parley.contract.Json;
import io.parley.contract.golden.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the services put into their OpenAPI documents says what the contract and the samples say. After a change of either, write
 * it with
 *
 * <pre>./mvnw -pl chat-contract test -Dparley.regenerate=true</pre>
 */
class RestPartsTest {
    private static final Path FILE =
            Checkout.root().resolve("chat-contract/src/main/resources/META-INF/parley/openapi-parts.json");
    private static final ObjectNode DOCUMENT = RestParts.document(Checkout.root());

    @Test
    void theFileIsThatOfTheContract() throws IOException {
        String made = DOCUMENT.toPrettyString() + "\n";
        if (Checkout.REGENERATE) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, made);
        }

        assertEquals(made, Files.readString(FILE));
    }

    static Set<Map.Entry<String, JsonNode>> examples() {
        return DOCUMENT.at("/components/examples").properties();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWhatItsSchemaSays(Map.Entry<String, JsonNode> example) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("$ref", Schemas.ref(example.getValue().path("x-schema").asText()));
        root.set("components", DOCUMENT.get("components"));

        Set<ValidationMessage> wrong = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(example.getValue().path("value"), context -> context.getExecutionConfig()
                        .setFormatAssertionsEnabled(true));

        assertEquals(Set.of(), wrong);
    }

    @Test
    void everySchemaAndEveryMemberIsDescribed() {
        Set<String> missing = new TreeSet<>();
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                missing.add(schema.getKey());
            }
            schema.getValue().path("properties").properties().forEach(member -> {
                if (member.getValue().path("description").asText().isBlank()
                        && !member.getValue().has("const")) {
                    missing.add(schema.getKey() + "." + member.getKey());
                }
            });
        });

        assertEquals(Set.of(), missing);
    }
}
