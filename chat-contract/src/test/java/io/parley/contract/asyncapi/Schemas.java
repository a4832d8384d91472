package io.parley.contract.asyncapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the contract's records, in what draft 7 and 2020-12 have in common: AsyncAPI extends the one, OpenAPI the other. */
final class Schemas {
    private static final String AT = "#/components/schemas/";

    private final Javadoc javadoc;
    private final ObjectNode all;
    private final Dialect dialect;

    /** How schemas of REST differ from those of frames. */
    interface Dialect {
        Dialect FRAMES = new Dialect() {};

        /** The name of a record's schema. */
        default String name(Class<?> type) {
            return type.getSimpleName();
        }

        /** What is said of a member that has no words of its own. */
        default String words(String member) {
            return "";
        }

        /** Completes a member's schema. */
        default void complete(Class<?> type, RecordComponent member, ObjectNode schema) {}

        /** Completes a record's schema. */
        default void complete(Class<?> type, ObjectNode schema) {}
    }

    Schemas(Javadoc javadoc, ObjectNode all) {
        this(javadoc, all, Dialect.FRAMES);
    }

    Schemas(Javadoc javadoc, ObjectNode all, Dialect dialect) {
        this.javadoc = javadoc;
        this.all = all;
        this.dialect = dialect;
    }

    /** A type of frame: its class, and its name on the wire. */
    record Frame(Class<?> type, String wire) {
        static List<Frame> of(Class<?> sealed) {
            return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
                    .map(type -> new Frame(type.value(), type.name()))
                    .toList();
        }
    }

    /** Adds the schema of a frame under this name. */
    void frame(String name, Frame frame) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        all.set(name, schema);
        fill(schema, frame.type(), frame.wire());
    }

    /** The schema of a type, which may be a list or map; what it consists of is added. */
    ObjectNode of(Type type) {
        return value(type);
    }

    static String ref(String name) {
        return AT + name;
    }

    private void fill(ObjectNode schema, Class<?> type, @Nullable String wire) {
        schema.put("type", "object");
        put(schema, "description", javadoc.of(type).body());
        ArrayNode required = Json.MAPPER.createArrayNode();
        ObjectNode members = schema.putObject("properties");
        if (wire != null) {
            members.putObject("type").put("type", "string").put("const", wire);
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            members.set(component.getName(), member(type, component));
            if (required(type, component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        // A later version may add members: nothing forbids others.
        dialect.complete(type, schema);
    }

    private boolean required(Class<?> type, RecordComponent component) {
        AnnotatedType annotated = component.getAnnotatedType();
        return Bounds.requiredOfClients(dialect.name(type), component.getName())
                || (!ClientFrame.class.isAssignableFrom(type) && !annotated.isAnnotationPresent(Nullable.class));
    }

    private ObjectNode member(Class<?> type, RecordComponent component) {
        ObjectNode schema = value(component.getGenericType());
        String description =
                javadoc.of(type).components().getOrDefault(component.getName(), dialect.words(component.getName()));
        if (schema.has("$ref") && !description.isEmpty()) {
            // Beside a reference nothing else counts in draft 7.
            String ref = schema.path("$ref").asText();
            schema.removeAll();
            schema.putArray("allOf").addObject().put("$ref", ref);
        }
        put(schema, "description", description);
        Bounds.apply(dialect.name(type), component.getName(), schema);
        dialect.complete(type, component, schema);
        return schema;
    }

    private ObjectNode value(Type type) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        return switch (type) {
            case ParameterizedType list
            when list.getRawType().equals(List.class) -> {
                schema.put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
                yield schema;
            }
            case ParameterizedType map
            when map.getRawType().equals(Map.class) -> {
                schema.put("type", "object").set("additionalProperties", value(map.getActualTypeArguments()[1]));
                yield schema;
            }
            case Class<?> plain -> plain(schema, plain);
            default -> throw new AssertionError("No schema for " + type);
        };
    }

    private ObjectNode plain(ObjectNode schema, Class<?> type) {
        if (type.isRecord()) {
            return record(schema, type);
        }
        return switch (type.getSimpleName()) {
            case "String" -> schema.put("type", "string");
            case "boolean", "Boolean" -> schema.put("type", "boolean");
            case "int", "Integer" -> number(schema, "int32");
            case "long", "Long" -> number(schema, "int64");
            case "double" -> schema.put("type", "number").put("format", "double");
            case "Instant" -> text(schema, type.equals(Instant.class), "date-time");
            case "UUID" -> text(schema, type.equals(UUID.class), "uuid");
            case "ObjectNode" -> schema.put("type", "object");
            case "Role" -> names(schema, Arrays.stream(Role.values()).map(Role::wire));
            case "ErrorCode" -> names(schema, Arrays.stream(ErrorCode.values()).map(ErrorCode::wire));
            default -> named(schema, type);
        };
    }

    /** A type whose values are named on the wire as they are in lower case. */
    private ObjectNode named(ObjectNode schema, Class<?> type) {
        if (type.isSealed()) {
            return frames(schema, type);
        }
        if (!type.isEnum()) {
            throw new AssertionError("No schema for " + type);
        }
        return names(
                schema,
                Arrays.stream(type.getEnumConstants())
                        .map(value -> Json.MAPPER.valueToTree(value).toString().replace("\"", "")));
    }

    private ObjectNode record(ObjectNode schema, Class<?> type) {
        String name = dialect.name(type);
        if (!all.has(name)) {
            ObjectNode own = all.putObject(name);
            fill(own, type, wire(type));
        }
        return schema.put("$ref", ref(name));
    }

    /** A frame says its type also where it is a part of something. */
    private static @Nullable String wire(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .flatMap(kind -> Frame.of(kind).stream())
                .filter(frame -> frame.type().equals(type))
                .map(Frame::wire)
                .findFirst()
                .orElse(null);
    }

    /** One of several frames, told apart by their type. */
    private ObjectNode frames(ObjectNode schema, Class<?> sealed) {
        String name = sealed.getSimpleName();
        if (!all.has(name)) {
            ObjectNode own = all.putObject(name);
            put(own, "description", javadoc.of(sealed).body());
            ArrayNode options = own.putArray("oneOf");
            ObjectNode mapping =
                    own.putObject("discriminator").put("propertyName", "type").putObject("mapping");
            for (Frame frame : Frame.of(sealed)) {
                String option = AsyncApi.schema(sealed.getSimpleName(), frame.wire());
                frame(option, frame);
                options.addObject().put("$ref", ref(option));
                mapping.put(frame.wire(), ref(option));
            }
        }
        return schema.put("$ref", ref(name));
    }

    private static ObjectNode number(ObjectNode schema, String format) {
        return schema.put("type", "integer").put("format", format).put("minimum", 0);
    }

    private static ObjectNode text(ObjectNode schema, boolean known, String format) {
        if (!known) {
            throw new AssertionError("No schema for another type of this name: " + format);
        }
        return schema.put("type", "string").put("format", format);
    }

    private static ObjectNode names(ObjectNode schema, Stream<String> names) {
        ArrayNode values = schema.put("type", "string").putArray("enum");
        names.forEach(values::add);
        return schema;
    }

    private static void put(ObjectNode schema, String member, String text) {
        if (!text.isEmpty()) {
            schema.put(member, text);
        }
    }
}
