package io.parley.contract.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details for HTTP APIs (RFC 9457), media type {@code application/problem+json}.
 *
 * @param type stable URI reference of the kind of problem
 * @param title the kind of problem, for people
 * @param status the HTTP status
 * @param detail this occurrence: what is wrong and what to do
 * @param instance the path that was asked for
 * @param code the error code, for programs
 * @param errors the fields to blame
 * @param traceId finds this occurrence in the server's logs
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        ErrorCode code,
        @Nullable List<FieldError> errors,
        @Nullable String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** A field and what is wrong with it. */
    public record FieldError(String field, String detail) {}

    public static Problem of(ContractException e, @Nullable String instance, @Nullable String traceId) {
        String field = e.field();
        return new Problem(
                e.code().type(),
                e.code().meaning(),
                e.code().status(),
                e.detail(),
                instance,
                e.code(),
                field == null ? null : List.of(new FieldError(field, e.detail())),
                traceId);
    }
}
