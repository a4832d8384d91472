package io.parley.contract.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal with its code, and where one field is to blame, that field. Carries no stack trace: it is an answer. */
public class ContractException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    public ContractException(ErrorCode code, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
    }

    public ContractException(ErrorCode code, String detail) {
        this(code, null, detail);
    }

    public ContractException(ErrorCode code) {
        this(code, null, code.meaning());
    }

    /** An {@link ErrorCode#INVALID_REQUEST} about one field. */
    public static ContractException invalid(String field, String detail) {
        return new ContractException(ErrorCode.INVALID_REQUEST, field, detail);
    }

    public ErrorCode code() {
        return code;
    }

    /** The field to blame, as a JSON member name or query parameter. */
    public @Nullable String field() {
        return field;
    }

    /** What is wrong and what to do, for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
