package io.parley.indexer.index;

import java.io.Serial;

/** The search engine understood the request and refused it. */
public final class EngineRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    EngineRefusedException(int status, String body) {
        super("The search engine answered %d: %s".formatted(status, body));
        this.status = status;
        this.body = body;
    }

    /** The HTTP status of its answer. */
    public int status() {
        return status;
    }

    /** Whether its reason is of this type, such as {@code resource_already_exists_exception}. */
    public boolean because(String type) {
        return body.contains('"' + type + '"');
    }
}
