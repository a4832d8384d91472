package io.parley.stack;

import java.io.Serial;

/** The stack cannot do what was asked. The message is a sentence for the person at the terminal: what, why, what to do. */
public final class StackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
