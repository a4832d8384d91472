package io.parley.bench.peer;

/** This machine cannot run the peer. The message says why, in one line, and what would help. */
public final class PeerUnavailable extends Exception {
    public PeerUnavailable(String message) {
        super(message);
    }
}
