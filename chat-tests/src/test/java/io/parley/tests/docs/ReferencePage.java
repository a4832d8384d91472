package io.parley.tests.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The operations and bodies of OpenAPI documents, as a page to be read. */
final class ReferencePage {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    private static final String PROBLEM = "Problem";
    private static final String REF = "#/components/schemas/";

    private final StringBuilder page = new StringBuilder();
    private final Map<String, JsonNode> schemas = new TreeMap<>();

    /** @param documents by the services' names */
    static String of(Map<String, ObjectNode> documents) {
        ReferencePage made = new ReferencePage();
        documents.forEach(made::service);
        made.bodies();
        return made.page.toString();
    }

    private record Operation(String method, String path, JsonNode node) {}

    private void service(String service, ObjectNode document) {
        document.at("/components/schemas").properties().forEach(one -> schemas.put(one.getKey(), one.getValue()));
        Map<String, List<Operation>> byTag = new LinkedHashMap<>();
        document.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
        document.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .map(method -> new Operation(
                        method.toUpperCase(Locale.ROOT),
                        path.getKey(),
                        path.getValue().path(method)))
                .forEach(operation -> byTag.computeIfAbsent(
                                operation.node().at("/tags/0").asText(), _ -> new ArrayList<>())
                        .add(operation)));
        byTag.forEach((tag, operations) -> {
            line("\n## %s\n".formatted(tag));
            line("Served by %s.".formatted(service));
            operations.forEach(operation -> operation(document, operation));
        });
    }

    private void operation(ObjectNode document, Operation operation) {
        JsonNode node = operation.node();
        line("\n### %s %s\n".formatted(operation.method(), operation.path()));
        line("**%s.** %s\n"
                .formatted(
                        node.path("summary").asText(), node.path("description").asText()));
        line("`%s`. Callers: %s.".formatted(node.path("operationId").asText(), callers(node.path("security"))));
        if (!node.path("parameters").isEmpty()) {
            line("\n| parameter | in | type | |\n|---|---|---|---|");
            node.path("parameters")
                    .forEach(parameter -> line("| `%s` | %s | %s | %s |"
                            .formatted(
                                    parameter.path("name").asText(),
                                    parameter.path("in").asText(),
                                    type(parameter.path("schema")),
                                    cell(parameter.path("description").asText()))));
        }
        node.at("/requestBody/content")
                .properties()
                .forEach(content -> line("\nBody: `%s`, %s%s"
                        .formatted(
                                content.getKey(),
                                type(content.getValue().path("schema")),
                                node.at("/requestBody/required").asBoolean() ? "" : ", may be left out")));
        line("\n| answer | body | |\n|---|---|---|");
        node.path("responses").properties().forEach(response -> {
            JsonNode answer = resolved(document, response.getValue());
            line("| %s | %s | %s |"
                    .formatted(response.getKey(), body(answer), cell(meaning(response.getKey(), answer))));
        });
    }

    private static String callers(JsonNode security) {
        String names = StreamSupport.stream(security.spliterator(), false)
                .map(one -> one.fieldNames().next())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "anybody" : names;
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String body(JsonNode answer) {
        return answer.path("content").properties().stream()
                .map(content -> content.getKey().equals(Problem.MEDIA_TYPE)
                        ? link(PROBLEM)
                        : type(content.getValue().path("schema")))
                .collect(Collectors.joining(", "));
    }

    /** Of refusals the codes, which the table of codes explains. */
    private static String meaning(String status, JsonNode answer) {
        return status.startsWith("2")
                ? answer.path("description").asText()
                : answer.at("/content/application~1problem+json/examples").properties().stream()
                        .map(example -> "`" + example.getKey() + "`")
                        .collect(Collectors.joining(", "));
    }

    private void bodies() {
        line("\n## Bodies");
        schemas.forEach((name, schema) -> {
            line("\n### %s\n".formatted(name));
            line(schema.path("description").asText());
            if (schema.has("oneOf")) {
                line("\nOne of %s, told apart by `type`."
                        .formatted(StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                                .map(ReferencePage::type)
                                .collect(Collectors.joining(", "))));
            }
            if (schema.has("properties")) {
                members(schema);
            }
        });
    }

    private void members(JsonNode schema) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(one -> required.add(one.asText()));
        line("\n| member | type | |\n|---|---|---|");
        schema.path("properties")
                .properties()
                .forEach(member -> line("| `%s`%s | %s | %s |"
                        .formatted(
                                member.getKey(),
                                required.contains(member.getKey()) ? "" : "?",
                                type(member.getValue()),
                                cell(member.getValue().path("description").asText()))));
    }

    /** A type in words, with its bounds. */
    private static String type(JsonNode schema) {
        for (String choice : List.of("allOf", "anyOf")) {
            if (schema.has(choice) && !schema.has("type")) {
                return StreamSupport.stream(schema.path(choice).spliterator(), false)
                        .map(ReferencePage::type)
                        .collect(Collectors.joining(" or "));
            }
        }
        if (schema.has("$ref")) {
            return link(schema.path("$ref").asText().replace(REF, ""));
        }
        if (schema.has("const")) {
            return "`" + schema.path("const").asText() + "`";
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (schema.has("items")) {
            return "array of " + type(schema.path("items")) + bounds(schema, "minItems", "maxItems", "items");
        }
        String name = schema.path("type").isArray()
                ? StreamSupport.stream(schema.path("type").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" or "))
                : schema.path("type").asText();
        String format = schema.path("format").asText();
        return name
                + (format.isEmpty() || format.startsWith("int") ? "" : " (" + format + ")")
                + bounds(schema, "minLength", "maxLength", "characters")
                + bounds(schema, "minimum", "maximum", "");
    }

    private static String bounds(JsonNode schema, String least, String most, String unit) {
        if (!schema.has(most)) {
            return schema.path(least).asLong(0) > 0
                    ? ", %,d or more %s"
                            .formatted(schema.path(least).asLong(), unit)
                            .stripTrailing()
                    : "";
        }
        return ", %,d to %,d %s"
                .formatted(schema.path(least).asLong(0), schema.path(most).asLong(), unit)
                .stripTrailing();
    }

    private static String link(String schema) {
        return "[%s](#%s)".formatted(schema, schema.toLowerCase(Locale.ROOT));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\n\\s*", " ");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
