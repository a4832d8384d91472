package io.parley.indexer.index;

import java.io.Serial;

/** The search engine did not answer, or answered that it cannot at the moment. The same request may succeed later. */
public final class EngineAwayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public EngineAwayException(String message) {
        super(message, null, false, false);
    }
}
