package io.parley.openapi;

import io.parley.contract.error.ErrorCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** With which codes an operation may be refused: by its address, what it takes, and what it says of itself. */
final class Errors {
    /** An extension of an operation: codes that do not follow from its address and parameters, comma-separated. */
    static final String EXTENSION = "x-errors";

    private Errors() {}

    static Set<ErrorCode> of(String path, Operation operation) {
        Set<ErrorCode> codes = EnumSet.of(
                ErrorCode.INVALID_REQUEST, ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL, ErrorCode.UNAVAILABLE);
        if (!operation.getSecurity().isEmpty()) {
            codes.add(ErrorCode.UNAUTHENTICATED);
            codes.add(ErrorCode.FORBIDDEN);
        }
        if (path.contains("{")) {
            codes.add(ErrorCode.NOT_FOUND);
        }
        if (path.contains("{application}")) {
            codes.add(ErrorCode.APPLICATION_NOT_FOUND);
            codes.add(ErrorCode.BANNED);
        }
        if (path.contains("{chat}")) {
            codes.add(ErrorCode.CHAT_NOT_FOUND);
        }
        if (path.contains("{seq}")) {
            codes.add(ErrorCode.MESSAGE_NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
            codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (takes(operation, Parameters.IF_MATCH)) {
            codes.add(ErrorCode.PRECONDITION_FAILED);
        }
        if (takes(operation, Parameters.IDEMPOTENCY_KEY)) {
            codes.add(ErrorCode.IDEMPOTENCY_KEY_IN_USE);
            codes.add(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        if (operation.getExtensions() != null && operation.getExtensions().containsKey(EXTENSION)) {
            Object named = Objects.requireNonNull(operation.getExtensions().get(EXTENSION));
            Arrays.stream(named.toString().split(",", -1))
                    .map(String::strip)
                    .map(ErrorCode::of)
                    .forEach(codes::add);
            operation.removeExtension(EXTENSION);
        }
        return codes;
    }

    static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().map(Parameter::getName).anyMatch(parameter::equals);
    }
}
