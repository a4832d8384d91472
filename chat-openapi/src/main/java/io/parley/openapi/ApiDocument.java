package io.parley.openapi;

import io.parley.contract.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Completes a scanned document: the schemas are those of the contract, with the golden samples as examples; each operation
 * says with which codes it may be refused, who may call it, and which headers it answers. A service runs it while it is built.
 */
public final class ApiDocument {
    /** The name of the scheme of users' tokens. */
    public static final String USER_TOKEN = Security.USER;

    private static final Set<String> TAGGED = Set.of("Application", "Chat", "Message");

    /** What the scanner says of an answer that nothing is said of. */
    private static final Set<String> SCANNED = Set.of("OK", "Created");

    private final Parts parts = Parts.read();
    private final Problems problems = new Problems();
    private final Set<String> used = new TreeSet<>();
    private final Map<String, Example> examples = new TreeMap<>();

    /** Completes a document; once. */
    public void complete(OpenAPI api) {
        for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
            path.getValue().getOperations().forEach((method, operation) -> complete(path.getKey(), method, operation));
        }
        used.add("Problem");
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().setSchemas(parts.closure(used));
        api.getComponents().setExamples(examples);
        api.getComponents().setResponses(problems.all());
        api.getComponents().setHeaders(Headers.all());
        api.getComponents().setSecuritySchemes(Security.SCHEMES);
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        operation.setOperationId(id(Objects.requireNonNull(operation.getOperationId(), path)));
        operation.setSecurity(Security.of(path, operation.getSecurity()));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(Parameters::complete);
        }
        if (operation.getRequestBody() != null) {
            complete(operation.getRequestBody());
        }
        APIResponses responses = OASFactory.createAPIResponses();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                complete(method, status, response, operation.getResponses());
                if (Errors.takes(operation, Parameters.IDEMPOTENCY_KEY)) {
                    response.addHeader("Idempotency-Replayed", Headers.ref("Idempotency-Replayed"));
                }
                responses.addAPIResponse(status, response);
            }
        });
        byStatus(Errors.of(path, operation))
                .forEach((status, codes) -> responses.addAPIResponse(status.toString(), problems.of(codes)));
        operation.setResponses(responses);
    }

    /** {@code ChatResource_create} becomes {@code chatCreate}; one that was given stays. */
    private static String id(String scanned) {
        int cut = scanned.indexOf("Resource_");
        if (cut < 0) {
            return scanned;
        }
        String method = scanned.substring(cut + "Resource_".length());
        return Character.toLowerCase(scanned.charAt(0))
                + scanned.substring(1, cut)
                + Character.toUpperCase(method.charAt(0))
                + method.substring(1);
    }

    private void complete(RequestBody body) {
        for (MediaType type : body.getContent().getMediaTypes().values()) {
            String name = exemplify(type);
            Schema schema = name == null ? null : parts.schema(name);
            if (name != null && schema != null) {
                body.setDescription(schema.getDescription());
                body.setRequired(name.endsWith("Patch")
                        || name.endsWith("Edit")
                        || schema.getRequired() != null
                        || schema.getAnyOf() != null);
            }
        }
    }

    private void complete(PathItem.HttpMethod method, String status, APIResponse response, APIResponses siblings) {
        // The scanner gives answers what a method says of itself.
        response.removeExtension(Errors.EXTENSION);
        response.addHeader("X-Request-Id", Headers.ref("X-Request-Id"));
        if (status.equals("201")) {
            response.addHeader("Location", Headers.ref("Location"));
        }
        if (response.getContent() == null && siblings.getAPIResponse("200") != null) {
            response.setContent(siblings.getAPIResponse("200").getContent());
        }
        Content content = response.getContent();
        if (content == null) {
            return;
        }
        if (content.getMediaTypes().values().stream().noneMatch(ApiDocument::says)) {
            response.setContent(null);
            return;
        }
        for (MediaType type : content.getMediaTypes().values()) {
            String name = exemplify(type);
            if (name == null) {
                continue;
            }
            Schema schema = parts.schema(name);
            if (SCANNED.contains(response.getDescription()) && schema != null) {
                response.setDescription(schema.getDescription());
            }
            if (name.startsWith("Page")) {
                response.addHeader("Link", Headers.ref("Link"));
            }
            if (TAGGED.contains(name) && method != PathItem.HttpMethod.POST) {
                response.addHeader("ETag", Headers.ref("ETag"));
            }
        }
    }

    private static boolean says(MediaType type) {
        Schema schema = type.getSchema();
        return schema != null && (schema.getRef() != null || schema.getType() != null);
    }

    /** Gives a body the examples of its schema, whose name is returned. */
    private @Nullable String exemplify(MediaType type) {
        String name = Parts.name(type.getSchema());
        if (name == null) {
            return null;
        }
        used.add(name);
        parts.examples(name).forEach((example, sample) -> {
            examples.put(example, OASFactory.createExample().value(sample.getValue()));
            type.addExample(example, OASFactory.createExample().ref("#/components/examples/" + example));
        });
        return name;
    }

    private static SortedMap<Integer, List<ErrorCode>> byStatus(Set<ErrorCode> codes) {
        return codes.stream()
                .collect(Collectors.groupingBy(
                        ErrorCode::status, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }
}
