package io.parley.realtime.live;

import io.parley.contract.error.CloseCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.Watcher;

/** A connection as this package sees it. Nothing here blocks or throws. */
public interface Peer extends Watcher {
    /** Names the connection. */
    String id();

    /** The session at the identity provider ({@code sid}) that its token is of; empty when the token does not say. */
    String oidcSession();

    /** The user's settings, as last heard. */
    ServerFrame.Self self();

    /** Hears the user's settings. */
    void self(ServerFrame.Self self);

    /** Sends a frame. */
    void pass(EncodedFrame frame);

    void close(CloseCode code);

    /** Whether its user does not want to notice another one, and not be noticed by that one. */
    default boolean blocks(String user) {
        return self().blocked().contains(user);
    }
}
