package io.parley.client;

import io.parley.contract.error.ErrorCode;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parley refused something, or could not be reached. */
public final class ParleyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private ParleyException(
            ErrorCode code,
            int status,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.status = status;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** A refusal that a server has sent; status 0 when it did not come by HTTP. */
    public static ParleyException refused(
            ErrorCode code, int status, String message, @Nullable String field, @Nullable Duration retryAfter) {
        return new ParleyException(code, status, message, field, retryAfter, null);
    }

    /** A refusal by this client itself, before anything was sent. */
    public static ParleyException local(ErrorCode code, String message) {
        return new ParleyException(code, 0, message, null, null, null);
    }

    /** No answer came: what was asked for may or may not have happened. */
    public static ParleyException unreachable(String message, Throwable cause) {
        return new ParleyException(ErrorCode.UNAVAILABLE, 0, message, null, null, cause);
    }

    /** The reason, for programs. */
    public ErrorCode code() {
        return code;
    }

    /** The HTTP status; 0 when no HTTP answer came. */
    public int status() {
        return status;
    }

    /** The field to blame. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** After which time the same request may be sent again, where the server has said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryable() {
        return code.retryable();
    }
}
