package io.parley.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.parley.contract.Json;
import io.parley.contract.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The OpenAPI document of this service, as what answers are held against. */
public final class ApiContract {
    private static final String FILE = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    /** Answered below the API, without a body. */
    private static final int URI_TOO_LONG = 414;

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private static final ApiContract OF_THIS_BUILD = load();

    private final ObjectNode document;
    private final ObjectNode strict;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** An operation of the document. */
    public record Operation(String method, String path, JsonNode node, Pattern pattern) {
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    private ApiContract(ObjectNode document) {
        this.document = document;
        this.strict = closed(document.withObject("components").deepCopy());
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(
                        new Operation(member.getKey(), path.getKey(), member.getValue(), pattern(path.getKey())))));
        // Of addresses that fit, the one with the fewest parameters is meant.
        operations.sort(Comparator.comparing(
                operation -> PARAMETER.matcher(operation.path()).results().count()));
    }

    public static ApiContract read() {
        return OF_THIS_BUILD;
    }

    private static ApiContract load() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new ApiContract((ObjectNode) Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(
                Stream.of(PARAMETER.split(template, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }

    /** What is not described would go unnoticed: of answers, nothing else is let pass. */
    private static ObjectNode closed(ObjectNode components) {
        components.path("schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return components;
    }

    ObjectNode document() {
        return document;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method)
                        && operation.pattern().matcher(path).matches())
                .findFirst();
    }

    /** What is wrong with an answer; nothing when it is as it is documented. */
    public List<String> wrong(String method, URI uri, int status, String contentType, byte[] body) {
        // As the server does: %2e is a dot (RFC 3986, section 6.2.2), and dots lead elsewhere.
        String path = URI.create(uri.getRawPath().replaceAll("(?i)%2e", "."))
                .normalize()
                .getRawPath()
                .replaceFirst("(?<=.)/$", "");
        if (status == URI_TOO_LONG) {
            return List.of();
        }
        boolean ours = path.startsWith("/v1/") || path.startsWith("/internal/");
        if (!ours || method.equals("OPTIONS") || method.equals("HEAD")) {
            return List.of();
        }
        return operation(method, path)
                .map(operation -> wrong(operation, status, contentType, body))
                .orElseGet(() -> status >= 400 && status < 500
                        ? fits(problem(), Problem.MEDIA_TYPE, contentType, body)
                        : List.of("There is no such operation, and it answered " + status));
    }

    private List<String> wrong(Operation operation, int status, String contentType, byte[] body) {
        JsonNode response = resolved(operation.node().path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("%s documents no %d".formatted(operation, status));
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return body.length == 0 ? List.of() : List.of("%s documents no body of %d".formatted(operation, status));
        }
        String type = contentType.replaceFirst(";.*", "").strip();
        if (!content.has(type)) {
            return List.of("%s documents no '%s' with %d".formatted(operation, type, status));
        }
        return json(type) ? fits(content.path(type).path("schema"), type, type, body) : List.of();
    }

    static boolean json(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    private JsonNode problem() {
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/Problem");
    }

    private List<String> fits(JsonNode schema, String expected, String contentType, byte[] body) {
        if (!contentType.startsWith(expected)) {
            return List.of("It should be %s and is '%s'".formatted(expected, contentType));
        }
        try {
            return validate(schema, Json.MAPPER.readTree(body), true);
        } catch (IOException e) {
            return List.of("It is no JSON: " + e.getMessage());
        }
    }

    /** What is wrong with an example or a request. */
    List<String> wrong(JsonNode schema, JsonNode json) {
        return validate(schema, json, false);
    }

    /** @param closed whether only what is described may be in it */
    private List<String> validate(JsonNode schema, JsonNode json, boolean closed) {
        return schemas
                .computeIfAbsent(closed + schema.toString(), _ -> {
                    ObjectNode root = Json.MAPPER.createObjectNode();
                    root.putArray("allOf").add(schema);
                    root.set("components", closed ? strict : document.path("components"));
                    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(root);
                })
                .validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(message -> "%s in %s".formatted(message.getMessage(), json))
                .toList();
    }

    /** What a reference leads to; anything else is itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
