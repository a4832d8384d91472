package io.parley.contract.asyncapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.asyncapi.Schemas.Frame;
import io.parley.contract.golden.Golden;
import io.parley.contract.golden.Sample;
import io.parley.contract.rest.Page;
import java.nio.file.Path;
import java.util.List;

/**
 * What the OpenAPI documents of the services take from the contract: the schema of each REST body, of the records, their
 * Javadoc and the bounds; and the golden samples as examples, each with the name of its schema.
 */
final class RestParts {
    private static final List<String> KINDS = List.of("rest-", "internal-", "problem", "server-markers");

    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final Javadoc javadoc;
    private final Schemas schemas;
    private final RestSchemas names = new RestSchemas();

    private RestParts(Path checkout) {
        javadoc = Javadoc.of(checkout.resolve("chat-contract/src/main/java"));
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "Parts").put("version", "1");
        document.putObject("paths");
        document.putObject("components").putObject("schemas");
        schemas = new Schemas(javadoc, document.withObject("/components/schemas"), names);
    }

    static ObjectNode document(Path checkout) {
        RestParts parts = new RestParts(checkout);
        Sample.ALL.stream()
                .filter(sample -> KINDS.stream().anyMatch(sample.file()::startsWith))
                .forEach(parts::add);
        return parts.document;
    }

    private void add(Sample sample) {
        JsonNode json = Golden.read(sample.file(), JsonNode.class);
        ObjectNode example = document.withObject("/components/examples")
                .putObject(sample.file().replace(".json", ""));
        example.set("value", json);
        example.put("x-schema", schema(sample.type(), json));
    }

    private String schema(JavaType type, JsonNode json) {
        Class<?> raw = type.getRawClass();
        if (raw.equals(Page.class)) {
            return page(type.containedType(0).getRawClass());
        }
        if (!raw.isSealed()) {
            schemas.of(raw);
            return names.name(raw);
        }
        String wire = json.path("type").asText();
        String name = AsyncApi.schema("server", wire);
        Frame.of(raw).stream().filter(frame -> frame.wire().equals(wire)).forEach(frame -> schemas.frame(name, frame));
        return name;
    }

    /** As the services' scanner names it. */
    private String page(Class<?> item) {
        String name = "Page" + item.getSimpleName();
        Javadoc.Doc words = javadoc.of(Page.class);
        ObjectNode page = document.withObject("/components/schemas/" + name);
        page.put("type", "object").put("description", words.body());
        page.withArray("required").removeAll().add("items");
        ObjectNode members = page.withObject("properties");
        members.withObject("items")
                .put("type", "array")
                .put("maxItems", Limits.PAGE_MAX)
                .put("description", names.words("items"))
                .set("items", schemas.of(item));
        for (String cursor : List.of("next", "prev")) {
            members.withObject(cursor)
                    .put("type", "string")
                    .put("description", words.components().get(cursor));
        }
        return name;
    }
}
