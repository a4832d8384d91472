package io.parley.bench.load;

/** The load could not be put on the server; the message says why. */
public final class LoadException extends RuntimeException {
    public LoadException(String message) {
        super(message);
    }
}
