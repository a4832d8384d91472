package io.parley.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.openapi.ApiContract.Operation;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The document is complete: whoever adds an operation describes it. */
public abstract class CompleteDocument {
    private static final String JSON = "application/json";

    private final ApiContract contract = ApiContract.read();
    private final Set<String> wrong = new TreeSet<>();

    @Test
    public void everyOperationIsDescribedAndHasAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (Operation operation : contract.operations()) {
            expect(operation, !blank(operation.node().path("summary")), "has no summary");
            expect(operation, !blank(operation.node().path("description")), "has no description");
            expect(operation, !operation.node().path("tags").isEmpty(), "has no tag");
            expect(operation, ids.add(operation.node().path("operationId").asText()), "shares its id");
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void everyOperationSaysWhoMayCallIt() {
        JsonNode schemes = contract.document().at("/components/securitySchemes");
        for (Operation operation : contract.operations()) {
            JsonNode security = operation.node().path("security");
            boolean open = operation.path().startsWith("/v1/oidc/");
            expect(operation, security.isArray() && security.isEmpty() == open, "says nothing of security");
            security.forEach(one ->
                    one.fieldNames().forEachRemaining(name -> expect(operation, schemes.has(name), "names " + name)));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void everyParameterIsDescribedWithItsType() {
        for (Operation operation : contract.operations()) {
            operation.node().path("parameters").forEach(parameter -> {
                String name = parameter.path("name").asText();
                expect(operation, !blank(parameter.path("description")), "does not describe " + name);
                expect(operation, parameter.at("/schema/type").isTextual(), "has no type of " + name);
            });
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void everyAnswerIsDescribedAndErrorsAreProblems() {
        for (Operation operation : contract.operations()) {
            JsonNode responses = operation.node().path("responses");
            for (String status : List.of("400", "406", "500", "503")) {
                expect(operation, responses.has(status), "documents no " + status);
            }
            expect(
                    operation,
                    responses.properties().stream().anyMatch(one -> one.getKey().startsWith("2")),
                    "never succeeds");
            responses.properties().forEach(one -> {
                JsonNode response = contract.resolved(one.getValue());
                expect(operation, !blank(response.path("description")), "does not describe " + one.getKey());
                expect(operation, !response.path("description").asText().equals("OK"), "only says OK");
                boolean problem = response.path("content").has("application/problem+json");
                expect(operation, problem == one.getKey().matches("[45].*"), "has a strange " + one.getKey());
            });
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void everyBodyHasAnExampleThatFits() {
        bodies((operation, type) -> {
            expect(operation, !type.path("examples").isEmpty(), "has a body without an example: " + type);
            type.path("examples").forEach(example -> {
                JsonNode value = contract.resolved(example).path("value");
                contract.wrong(type.path("schema"), value)
                        .forEach(message -> wrong.add(operation + " has a wrong example: " + message));
            });
        });
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void everyMemberOfABodyIsDescribed() {
        contract.document().at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(member -> {
                    if (blank(member.getValue().path("description"))
                            && !member.getValue().has("const")) {
                        wrong.add(schema.getKey() + "." + member.getKey());
                    }
                }));
        assertEquals(Set.of(), wrong);
    }

    @Test
    public void theAnswersOfAllTestsAreHeldAgainstIt() {
        assertTrue(RestAssured.filters().stream()
                .anyMatch(filter -> filter.getClass().getEnclosingClass() == DocumentedAnswers.class));
    }

    @Test
    public void anAnswerThatIsNotDocumentedIsSeen() {
        for (Operation operation : contract.operations()) {
            URI uri = URI.create("http://here" + operation.path().replaceAll("\\{[^}]*}", "1"));
            expect(operation, isWrong(operation, uri, 418, JSON, "{}"), "lets any status pass");
            expect(operation, isWrong(operation, uri, 400, JSON, "{}"), "lets any body pass");
            if (operation.node().at("/responses/200/content").has(JSON)) {
                expect(operation, isWrong(operation, uri, 200, "text/html", "{}"), "lets any type pass");
                expect(operation, isWrong(operation, uri, 200, JSON, "{\"surprise\":1}"), "lets any member pass");
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private boolean isWrong(Operation operation, URI uri, int status, String type, String body) {
        String method = operation.method().toUpperCase(Locale.ROOT);
        return !contract.wrong(method, uri, status, type, body.getBytes(StandardCharsets.UTF_8))
                .isEmpty();
    }

    /** The JSON bodies of requests and answers. */
    private void bodies(BiConsumer<Operation, JsonNode> each) {
        for (Operation operation : contract.operations()) {
            json(operation, operation.node().path("requestBody"), each);
            operation.node().path("responses").forEach(response -> json(operation, contract.resolved(response), each));
        }
    }

    private static void json(Operation operation, JsonNode body, BiConsumer<Operation, JsonNode> each) {
        body.path("content").properties().forEach(type -> {
            if (ApiContract.json(type.getKey())) {
                each.accept(operation, type.getValue());
            }
        });
    }

    private void expect(Operation operation, boolean right, String otherwise) {
        if (!right) {
            wrong.add(operation + " " + otherwise);
        }
    }

    private static boolean blank(JsonNode text) {
        return text.asText().isBlank();
    }
}
