package io.parley.indexer.core;

import java.io.Serial;

/** chat-core, or the realm that gives the token for it, did not answer as it should. The same question may be answered later. */
public final class CoreAwayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CoreAwayException(String message) {
        super(message, null, false, false);
    }
}
