package io.parley.bench.load;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The load could not be put on the server; the message says why. */
public final class LoadException extends RuntimeException {
    public LoadException(String message) {
        super(message);
    }

    /** What made work elsewhere fail. */
    public static LoadException of(ExecutionException failure) {
        @Nullable Throwable cause = failure.getCause();
        return new LoadException(String.valueOf(cause == null ? failure.getMessage() : cause.getMessage()));
    }
}
