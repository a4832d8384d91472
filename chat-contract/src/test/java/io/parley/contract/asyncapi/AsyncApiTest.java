package io.parley.contract.asyncapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.parley.contract.Json;
import io.parley.contract.golden.Checkout;
import io.parley.contract.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/protocol/asyncapi.json} says what the contract and the samples say. After a change of either, write it with
 *
 * <pre>./mvnw -pl chat-contract test -Dparley.regenerate=true</pre>
 */
class AsyncApiTest {
    private static final Path FILE = Checkout.root().resolve("docs/protocol/asyncapi.json");
    private static final Set<String> KINDS = Set.of("client", "server", "event");
    private static final ObjectNode DOCUMENT = AsyncApi.document(Checkout.root(), samplesWithSchemas());

    /** Each golden sample of a frame, and the name of its schema. */
    private static Map<String, String> samplesWithSchemas() {
        Map<String, String> samples = new TreeMap<>();
        for (String file : Golden.names()) {
            String kind = file.replaceFirst("-.*", "");
            if (KINDS.contains(kind) && file.endsWith(".json")) {
                String type = Golden.read(file, ObjectNode.class).path("type").asText();
                samples.put(file.replace(".json", ""), AsyncApi.schema(kind, type));
            }
        }
        return samples;
    }

    static Set<Map.Entry<String, String>> samples() {
        return samplesWithSchemas().entrySet();
    }

    @Test
    void theDocumentIsThatOfTheContract() throws IOException {
        String made = DOCUMENT.toPrettyString() + "\n";
        if (Checkout.REGENERATE) {
            Files.writeString(FILE, made);
        }

        assertEquals(made, Files.readString(FILE));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsWhatItsSchemaSays(Map.Entry<String, String> sample) {
        ObjectNode json = Golden.read(sample.getKey() + ".json", ObjectNode.class);

        assertEquals(Set.of(), validate(sample.getValue(), json));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleWithoutSomethingThatIsRequiredOrWithAnotherTypeIsNot(Map.Entry<String, String> sample) {
        JsonNode required = DOCUMENT.at("/components/schemas/%s/required".formatted(sample.getValue()));
        assertTrue(required.size() > 0);
        for (JsonNode member : required) {
            ObjectNode less = Golden.read(sample.getKey() + ".json", ObjectNode.class);
            less.remove(member.asText());
            ObjectNode other = Golden.read(sample.getKey() + ".json", ObjectNode.class);
            other.putNull(member.asText());

            assertFalse(validate(sample.getValue(), less).isEmpty(), member::asText);
            assertFalse(validate(sample.getValue(), other).isEmpty(), member::asText);
        }
    }

    @Test
    void membersOfANewerVersionAreAllowed() {
        ObjectNode newer = Golden.read("server-ack.json", ObjectNode.class).put("addedInTheFuture", true);

        assertEquals(Set.of(), validate("ServerAck", newer));
    }

    @Test
    void everyFrameHasASampleAndEveryPartIsDescribed() {
        Set<String> missing = new TreeSet<>();
        DOCUMENT.at("/channels/socket/messages").properties().forEach(message -> {
            if (message.getValue().path("examples").isEmpty()) {
                missing.add("example of " + message.getKey());
            }
        });
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                missing.add("description of " + schema.getKey());
            }
        });

        assertEquals(Set.of(), missing);
    }

    private static Set<ValidationMessage> validate(String name, JsonNode json) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.putArray("allOf").addObject().put("$ref", Schemas.ref(name));
        root.set("components", DOCUMENT.get("components"));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
        return schema.validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
}
