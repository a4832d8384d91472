package io.parley.bench.peer;

import io.parley.stack.layout.Checkout;
import java.nio.file.Path;

/** Where a peer's parts are: its sources in the repository, and what is installed below {@code .parley/}. */
record PeerFolder(Path sources, Path installed) {
    static PeerFolder of(Checkout checkout, String name) {
        return new PeerFolder(
                checkout.root().resolve("chat-bench/src/main/peers").resolve(name),
                checkout.home().resolve("bench/peers").resolve(name));
    }
}
