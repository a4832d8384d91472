package io.parley.openapi;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas of the contract, and its golden samples as examples of them. */
final class Parts {
    static final String SCHEMAS = "#/components/schemas/";

    private static final String FILE = "META-INF/parley/openapi-parts.json";
    private static final String OF = "x-schema";

    private final Map<String, Schema> schemas;
    private final Map<String, Example> examples;

    private Parts(Components components) {
        schemas = Objects.requireNonNull(components.getSchemas());
        examples = Objects.requireNonNull(components.getExamples());
    }

    static Parts read() {
        return new Parts(SmallRyeOpenAPI.builder()
                .withCustomStaticFile(Parts::file)
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .build()
                .model()
                .getComponents());
    }

    private static InputStream file() {
        return Objects.requireNonNull(Parts.class.getClassLoader().getResourceAsStream(FILE), FILE);
    }

    /** The examples of a schema, by their names. */
    Map<String, Example> examples(String schema) {
        Map<String, Example> found = new TreeMap<>();
        examples.forEach((name, example) -> {
            if (schema.equals(example.getExtensions().get(OF))) {
                found.put(name, example);
            }
        });
        return found;
    }

    @Nullable
    Schema schema(String name) {
        return schemas.get(name);
    }

    /** These schemas and all that they refer to. */
    Map<String, Schema> closure(Iterable<String> names) {
        Map<String, Schema> found = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        names.forEach(open::add);
        while (!open.isEmpty()) {
            String name = open.pop();
            Schema schema = schemas.get(name);
            if (schema != null && found.put(name, schema) == null) {
                references(schema, open::add);
            }
        }
        return found;
    }

    /** The name of the schema that this one refers to. */
    static @Nullable String name(@Nullable Schema schema) {
        String ref = schema == null ? null : schema.getRef();
        return ref == null ? null : ref.replace(SCHEMAS, "");
    }

    private static void references(@Nullable Schema schema, Consumer<String> found) {
        if (schema == null) {
            return;
        }
        String name = name(schema);
        if (name != null) {
            found.accept(name);
        }
        Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema()).forEach(part -> references(part, found));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(part -> references(part, found));
        }
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .forEach(options -> options.forEach(part -> references(part, found)));
    }
}
