package io.parley.tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.parley.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requests in {@code docs/http} are requests of the API: each address, parameter and body, and none is left out. */
class HttpCollectionTest {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static final int CORE = 8080;
    private static final int SEARCH = 8082;

    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> wrong = new TreeSet<>();

    private record Operation(ObjectNode document, int port, String method, String path, JsonNode node) {
        boolean is(HttpCollection.Request request, URI uri) {
            String pattern =
                    Stream.of(PARAMETER.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
            return port == uri.getPort()
                    && method.equals(request.method())
                    && uri.getRawPath().matches(pattern);
        }

        long parameters() {
            return PARAMETER.matcher(path).results().count();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void theCollectionIsOfTheApiAndWhole() throws IOException {
        read("chat-core", CORE);
        read("chat-indexer", SEARCH);
        Set<Operation> sent = new HashSet<>();
        try (Stream<Path> files = Files.list(Checkout.root().resolve("docs/http"))) {
            for (Path file : files.sorted().toList()) {
                for (HttpCollection.Request request : HttpCollection.read(file).requests()) {
                    check(file.getFileName() + ": " + request.title(), request, sent);
                }
            }
        }
        operations.stream()
                .filter(operation -> !operation.path().startsWith("/internal/")
                        && !operation.path().startsWith("/v1/oidc/")
                        && !sent.contains(operation))
                .forEach(operation -> wrong.add("No file has " + operation));

        assertEquals(Set.of(), wrong);
        assertTrue(sent.size() > 50, sent::toString);
    }

    private void read(String service, int port) throws IOException {
        ObjectNode document = Checkout.openApi(service);
        document.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> operations.add(new Operation(
                        document,
                        port,
                        method.toUpperCase(Locale.ROOT),
                        path.getKey(),
                        path.getValue().path(method)))));
        operations.sort(Comparator.comparing(Operation::parameters));
    }

    private void check(String where, HttpCollection.Request request, Set<Operation> sent) throws IOException {
        URI uri = URI.create(request.address());
        if (uri.getPort() != CORE && uri.getPort() != SEARCH) {
            return;
        }
        Operation operation = operations.stream()
                .filter(one -> one.is(request, uri))
                .findFirst()
                .orElse(null);
        if (operation == null) {
            wrong.add(where + " is sent to no operation: " + request.address());
            return;
        }
        sent.add(operation);
        Set<String> parameters = operation.node().path("parameters").findValues("name").stream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        if (uri.getQuery() != null) {
            Stream.of(uri.getQuery().split("&", -1))
                    .map(one -> one.replaceFirst("=.*", ""))
                    .filter(name -> !parameters.contains(name))
                    .forEach(name -> wrong.add("%s has the unknown parameter %s".formatted(where, name)));
        }
        body(where, request, operation);
    }

    private void body(String where, HttpCollection.Request request, Operation operation) throws IOException {
        JsonNode content = operation.node().at("/requestBody/content");
        if (content.isEmpty() || request.body().isEmpty()) {
            if (content.isEmpty() != request.body().isEmpty()) {
                wrong.add(where + " has a body and should not, or has none and should");
            }
            return;
        }
        JsonNode type = content.path(request.headers().getOrDefault("Content-Type", ""));
        if (type.isMissingNode()) {
            wrong.add(where + " has a wrong Content-Type");
            return;
        }
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.setAll((ObjectNode) type.path("schema"));
        root.set("components", operation.document().path("components"));
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(Json.MAPPER.readTree(request.body()), context -> context.getExecutionConfig()
                        .setFormatAssertionsEnabled(true))
                .forEach(message -> wrong.add("%s: %s".formatted(where, message)));
    }
}
