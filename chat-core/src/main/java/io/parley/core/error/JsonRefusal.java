package io.parley.core.error;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON body, in the words of JSON: Jackson's own speak of Java classes. */
final class JsonRefusal {
    private JsonRefusal() {}

    static ContractException of(JsonProcessingException e) {
        return switch (e) {
            // A record that checks itself, or a list in it, refused the value.
            case JsonMappingException mapping when mapping.getCause() instanceof ContractException refusal -> refusal;
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping
            when mapping.getCause() instanceof InputCoercionException ->
                invalid(path(mapping), "%s must be a whole number that is not so large".formatted(path(mapping)));
            case StreamConstraintsException _ ->
                invalid(null, "The JSON is nested too deep, or has a number or string that is too long");
            case JsonMappingException mapping -> invalid(path(mapping), "The body does not fit what is expected here");
            default -> malformed(e);
        };
    }

    private static ContractException mismatch(MismatchedInputException e) {
        String field = path(e);
        String subject = field == null ? "The body" : field;
        if (e.getTargetType() == null) {
            return invalid(field, subject + " is missing or is not of the kind expected");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return invalid(field, "%s must be one of %s".formatted(subject, names(format.getTargetType())));
        }
        if (field == null
                && e.getLocation() != null
                && e.getLocation().getCharOffset() <= 0
                && e.getPath().isEmpty()) {
            return invalid(null, "The body must be " + kind(e.getTargetType()));
        }
        return invalid(field, "%s must be %s".formatted(subject, kind(e.getTargetType())));
    }

    /** The wire names of an enum, such as {@code owner, moderator, member, reader}. */
    private static String names(Class<?> type) {
        StringBuilder names = new StringBuilder();
        for (Object constant : type.getEnumConstants()) {
            names.append(names.isEmpty() ? "" : ", ").append(Json.MAPPER.convertValue(constant, String.class));
        }
        return names.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + names(type);
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == Instant.class) {
            return "a time as in RFC 3339";
        }
        boolean array = Collection.class.isAssignableFrom(type) || type == ArrayNode.class || type.isArray();
        boolean object = type.isRecord() || Map.class.isAssignableFrom(type) || type == ObjectNode.class;
        return array ? "an array" : object ? "an object" : "of another kind";
    }

    private static ContractException malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return invalid(
                null,
                at == null
                        ? "The body is not well-formed JSON"
                        : "The body is not well-formed JSON: see line %d, column %d"
                                .formatted(at.getLineNr(), at.getColumnNr()));
    }

    /** Such as {@code recipients[3]}; absent for the body itself. */
    private static @Nullable String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static ContractException invalid(@Nullable String field, String detail) {
        return new ContractException(ErrorCode.INVALID_REQUEST, field, detail);
    }
}
