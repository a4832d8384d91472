package io.parley.contract.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The patterns of the conformance cases, as their README describes them, and what one case has bound by {@code $ref:name}. */
public final class Patterns {
    private static final String ANY = "$any";
    private static final String ABSENT = "$absent";
    private static final String REF = "$ref:";
    private static final String IN = "$in:";
    private static final String REPEAT = "$repeat:";

    private final Map<String, JsonNode> bound = new HashMap<>();

    /** Gives a name a value before a case uses it. */
    public Patterns bind(String name, String value) {
        bound.put(name, TextNode.valueOf(value));
        return this;
    }

    /** What is wrong with a value; empty when it matches, and only then its names are bound. */
    public Optional<String> mismatch(JsonNode pattern, JsonNode value) {
        Map<String, JsonNode> before = Map.copyOf(bound);
        Optional<String> wrong = mismatch("", pattern, value);
        if (wrong.isPresent()) {
            bound.clear();
            bound.putAll(before);
        }
        return wrong;
    }

    private Optional<String> mismatch(String at, JsonNode pattern, JsonNode value) {
        if (pattern.isTextual() && pattern.textValue().startsWith("$")) {
            return special(at, pattern.textValue(), value);
        }
        if (pattern.isObject() && value.isObject()) {
            return pattern.properties().stream()
                    .map(member -> mismatch(at + "." + member.getKey(), member.getValue(), value.path(member.getKey())))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (pattern.isArray() && value.isArray() && pattern.size() == value.size()) {
            for (int i = 0; i < pattern.size(); i++) {
                Optional<String> wrong = mismatch("%s[%d]".formatted(at, i), pattern.get(i), value.get(i));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return Optional.empty();
        }
        // Compared as text: one reader may hold a small number as int and the other as long.
        return pattern.toString().equals(value.toString()) ? Optional.empty() : wrong(at, pattern.toString(), value);
    }

    private Optional<String> special(String at, String pattern, JsonNode value) {
        boolean present = !value.isMissingNode();
        if (pattern.equals(ABSENT)) {
            return present ? wrong(at, pattern, value) : Optional.empty();
        }
        if (pattern.equals(ANY)) {
            return present ? Optional.empty() : wrong(at, pattern, value);
        }
        if (pattern.startsWith(REF) && present) {
            JsonNode known = bound.putIfAbsent(pattern.substring(REF.length()), value);
            return known == null ? Optional.empty() : mismatch(at, known, value);
        }
        return wrong(at, pattern, value);
    }

    private static Optional<String> wrong(String at, String pattern, JsonNode value) {
        return Optional.of("%s should be %s and is %s"
                .formatted(at.isEmpty() ? "it" : at, pattern, value.isMissingNode() ? "absent" : value));
    }

    /** A template with the values that its names are bound to, and with times in the place of {@code $in:millis}. */
    public JsonNode resolve(JsonNode template) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode resolved = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> resolved.set(text(member.getKey()), resolve(member.getValue())));
                yield resolved;
            }
            case ArrayNode array -> {
                ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> resolved.add(resolve(item)));
                yield resolved;
            }
            case TextNode text -> value(text.textValue());
            default -> template;
        };
    }

    private JsonNode value(String text) {
        if (text.startsWith(IN)) {
            return TextNode.valueOf(Instant.now()
                    .plusMillis(Long.parseLong(text.substring(IN.length())))
                    .toString());
        }
        if (text.startsWith(REPEAT)) {
            String[] parts = text.substring(REPEAT.length()).split(":", 2);
            return TextNode.valueOf(parts[1].repeat(Integer.parseInt(parts[0])));
        }
        return text.startsWith(REF) ? known(text.substring(REF.length())) : TextNode.valueOf(text);
    }

    /** A text, or the text that its name is bound to. */
    public String text(String text) {
        return text.startsWith(REF) ? known(text.substring(REF.length())).textValue() : text;
    }

    private JsonNode known(String name) {
        JsonNode value = bound.get(name);
        if (value == null) {
            throw new AssertionError("Nothing is bound to " + name);
        }
        return value;
    }
}
