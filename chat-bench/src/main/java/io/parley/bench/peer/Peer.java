package io.parley.bench.peer;

import io.parley.stack.layout.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A chat server that Parley is compared with, in one way to run it. */
public sealed interface Peer permits SocketIoPeer, EjabberdPeer {
    /** What {@code --against} may name. */
    List<String> NAMES = List.of("socketio", "ejabberd");

    /** The ways to run the server of that name. */
    static List<Peer> named(String name, Checkout checkout) {
        return switch (name) {
            case "socketio" ->
                List.of(
                        new SocketIoPeer(checkout, SocketIoPeer.Mode.SINGLE),
                        new SocketIoPeer(checkout, SocketIoPeer.Mode.BATCHED));
            case "ejabberd" -> List.of(new EjabberdPeer(checkout));
            default -> throw new IllegalArgumentException("No peer " + name + "; there are " + NAMES);
        };
    }

    /** Short name for tables and files, such as {@code socketio-batched}. */
    String id();

    /** What it is, for people. */
    String title();

    /**
     * Downloads and unpacks what is missing, into the checkout's git-ignored folder.
     *
     * @throws PeerUnavailable where this machine cannot run it; nothing is left half installed
     */
    void install() throws PeerUnavailable;

    /**
     * Starts it, and returns once it serves.
     *
     * @param database an empty database of its own; it makes its tables
     * @param folder for what it writes
     * @param issuer whose tokens it accepts
     */
    RunningPeer start(PeerDatabase database, Path folder, TokenIssuer issuer);

    /** Makes chats with these members, of whom none is connected yet. */
    void admit(PeerDatabase database, Map<String, List<String>> members);
}
