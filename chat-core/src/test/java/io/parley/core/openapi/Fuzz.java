package io.parley.core.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.openapi.ApiContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes requests of the document: what its schemas allow, what they just forbid, and what nobody would think of. */
final class Fuzz {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEP = 60;
    private static final int LONG = 20_000;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\u202e שלום 👩‍👩‍👧",
            "'; drop table chat; --",
            "%s%n${jndi:x}",
            "null",
            "-1",
            "1e309",
            "../../x",
            "a\r\nb: c",
            "\ufeffx",
            "ı İ ß",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(256),
            "x".repeat(LONG));
    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "2",
            "200",
            "201",
            "1001",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "1e2",
            "NaN",
            "0x1",
            "٣",
            "",
            " 1");

    private final ApiContract contract;
    private final Random random;
    private final Map<String, List<String>> known;

    /** A request, ready to be sent. */
    record Request(
            ApiContract.Operation operation, String target, Map<String, String> headers, byte @Nullable [] body) {
        @Override
        public String toString() {
            String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return "%s %s %s %s"
                    .formatted(operation.method(), target, headers, text.substring(0, Math.min(500, text.length())));
        }
    }

    /** @param known good values of parameters and members, by their names */
    Fuzz(ApiContract contract, Random random, Map<String, List<String>> known) {
        this.contract = contract;
        this.random = random;
        this.known = known;
    }

    Request request(ApiContract.Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        Map<String, String> headers = new TreeMap<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(segment(name, parameter.path("schema"))));
                case "query" -> {
                    if (chance(0.3)) {
                        query.add(name + "=" + encoded(text(name, parameter.path("schema"))));
                    }
                }
                case "header" -> {
                    if (chance(0.4)) {
                        headers.put(
                                name,
                                pick(List.of(
                                        "*",
                                        "\"1\"",
                                        "\"2\", \"3\"",
                                        "W/\"1\"",
                                        "x",
                                        "\"",
                                        "\"99999999999999999999\"")));
                    }
                }
                default -> {}
            }
        }
        if (chance(0.05)) {
            query.add(pick(List.of("limit=5&limit=6", "=", "x=%00", "cursor=%ff", "limit=", "&&")));
        }
        if (chance(0.05)) {
            headers.put(
                    "Accept",
                    pick(List.of(
                            "image/png", "application/json;q=0", "*/*;q=0.1", "application/json, text/html", "x")));
        }
        byte[] body = body(operation, headers);
        return new Request(operation, path + (query.isEmpty() ? "" : "?" + String.join("&", query)), headers, body);
    }

    private byte @Nullable [] body(ApiContract.Operation operation, Map<String, String> headers) {
        JsonNode content = operation.node().at("/requestBody/content");
        if (content.isEmpty()) {
            return null;
        }
        List<String> types = new ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        String type = pick(types);
        double dice = random.nextDouble();
        if (dice < 0.03) {
            return null;
        }
        headers.put("Content-Type", dice < 0.9 ? type : pick(strangeTypes(type)));
        if (type.contains("form")) {
            return pick(List.of(
                            "logout_token=x",
                            "logout_token=",
                            "x=y",
                            "",
                            "logout_token=a.b.c&logout_token=d",
                            "%00=%zz"))
                    .getBytes(StandardCharsets.UTF_8);
        }
        JsonNode schema = content.path(type).path("schema");
        JsonNode json = chance(0.2) ? example(content.path(type)) : make(schema, "", 0);
        if (chance(0.35)) {
            json = spoil(json);
        }
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        return chance(0.06) ? malformed(bytes) : bytes;
    }

    private static List<String> strangeTypes(String type) {
        return List.of(
                "text/plain",
                type + "; charset=utf-8",
                type + "; charset=utf-16",
                type + "; charset=nonsense",
                "application/xml",
                "*/*",
                "x");
    }

    private JsonNode example(JsonNode type) {
        List<JsonNode> examples = new ArrayList<>();
        type.path("examples").forEach(one -> examples.add(contract.resolved(one).path("value")));
        return pick(examples).deepCopy();
    }

    private byte[] malformed(byte[] bytes) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> new byte[0];
            case 2 -> new byte[] {(byte) 0xc3, (byte) 0x28};
            case 3 -> new byte[] {0};
            case 4 -> (new String(bytes, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
            case 5 -> "{\"title\":\"a\",\"title\":\"b\"}".getBytes(StandardCharsets.UTF_8);
            case 6 -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            default ->
                new String(bytes, StandardCharsets.UTF_8).replace("\"", "'").getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A value of a schema, mostly a good one. */
    private JsonNode make(JsonNode given, String name, int depth) {
        JsonNode schema = contract.resolved(given);
        if (chance(0.03)) {
            return anything();
        }
        for (String choice : List.of("allOf", "oneOf", "anyOf")) {
            if (schema.has(choice) && !schema.has("properties")) {
                return make(
                        schema.path(choice)
                                .get(random.nextInt(schema.path(choice).size())),
                        name,
                        depth);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        JsonNode types = schema.path("type");
        String type = types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer", "number" -> number(schema, name);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode made = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(one -> required.add(one.asText()));
        schema.path("properties").properties().forEach(member -> {
            if (chance(required.contains(member.getKey()) ? 0.97 : 0.5)) {
                made.set(member.getKey(), make(member.getValue(), member.getKey(), depth + 1));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                made.set(pick(known.get("chat")), make(others, "", depth + 1));
            }
        } else if (!schema.has("properties")) {
            made.put("colour", "red").set("more", chance(0.2) ? deep() : JSON.nullNode());
        }
        return made;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode made = JSON.arrayNode();
        int most = schema.path("maxItems").asInt(3);
        int size = depth > 3 ? 0 : chance(0.02) && most <= 1_000 ? most + random.nextInt(2) : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            made.add(make(schema.path("items"), name, depth + 1));
        }
        return made;
    }

    private JsonNode number(JsonNode schema, String name) {
        List<String> good = known.get(name);
        if (good != null && chance(0.7)) {
            return JSON.numberNode(Long.parseLong(pick(good)));
        }
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 10);
        return switch (random.nextInt(8)) {
            case 0 -> JSON.numberNode(least - 1);
            case 1 -> JSON.numberNode(most + 1);
            case 2 -> JSON.numberNode(least);
            case 3 -> JSON.numberNode(most);
            case 4 -> JSON.numberNode(Long.MAX_VALUE);
            default -> JSON.numberNode(least + random.nextLong(Math.max(1, Math.min(most - least, 20))));
        };
    }

    private String segment(String name, JsonNode schema) {
        return chance(0.9) ? good(name, schema) : chance(0.5) ? near(schema) : pick(TEXTS.subList(1, TEXTS.size() - 1));
    }

    private String text(String name, JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return chance(0.5) ? good(name, schema) : pick(NUMBERS);
        }
        if (schema.path("type").asText().equals("boolean")) {
            return pick(List.of("true", "false", "true", "TRUE", "1", ""));
        }
        double dice = random.nextDouble();
        return dice < 0.75 ? good(name, schema) : dice < 0.88 ? near(schema) : pick(TEXTS);
    }

    private String good(String name, JsonNode schema) {
        List<String> good = known.get(name);
        if (good != null) {
            return pick(good);
        }
        return switch (schema.path("format").asText()) {
            case "date-time" ->
                Instant.parse("2026-11-23T09:00:00Z")
                        .plusSeconds(random.nextLong(400L * 24 * 3_600))
                        .toString();
            case "uuid" -> "5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10";
            default ->
                schema.path("type").asText().equals("integer")
                        ? Integer.toString(1 + random.nextInt(5))
                        : "w" + random.nextInt(1_000);
        };
    }

    /** Just within the bounds of a schema, or just beyond. */
    private String near(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return pick(List.of(
                    "2026-11-23",
                    "9999-12-31T23:59:59.999Z",
                    "+1000000000-12-31T23:59:59Z",
                    "-0001-01-01T00:00:00Z",
                    "2026-11-23T09:00:00+25:00",
                    "0"));
        }
        int most = schema.path("maxLength").asInt(10);
        return pick(List.of("a", "é", "\ud83d\ude00", "\n")).repeat(Math.max(0, most + random.nextInt(3) - 1));
    }

    /** Another type, an extra member, or something deep, somewhere in it. */
    private JsonNode spoil(JsonNode json) {
        if (json instanceof ObjectNode object && !object.isEmpty() && chance(0.9)) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(names);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(chance(0.5) ? "addedInTheFuture" : pick(TEXTS), anything());
                case 2 -> object.set(name, spoil(object.get(name)));
                default -> object.set(name, anything());
            }
            return object;
        }
        return anything();
    }

    private JsonNode anything() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(1.5);
            case 4 -> JSON.textNode(pick(TEXTS));
            case 5 -> JSON.arrayNode().addNull().add("x");
            case 6 -> JSON.objectNode().put("x", 1);
            case 7 -> JSON.arrayNode();
            default -> deep();
        };
    }

    private JsonNode deep() {
        JsonNode deep = JSON.objectNode();
        for (int level = random.nextInt(DEEP); level > 0; level--) {
            deep = random.nextBoolean()
                    ? JSON.arrayNode().add(deep)
                    : JSON.objectNode().set("x", deep);
        }
        return deep;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        // An empty part, or one of dots, would be another address.
        return encoded.isEmpty() || encoded.equals("..") || encoded.equals(".") ? "%20" : encoded;
    }
}
