package io.parley.stack.test;

import io.parley.stack.layout.Checkout;
import io.parley.stack.server.ServerKind;
import java.nio.file.Path;

/**
 * The files through which JVMs with tests and the process with the servers find each other, below {@code .parley/test}.
 *
 * @param root that folder
 */
record TestFolder(Path root) {
    static TestFolder of(Checkout checkout) {
        return new TestFolder(checkout.tests());
    }

    /** Held while the process with the servers is begun or ends. */
    Path lock() {
        return root.resolve("lock");
    }

    /** Identity of the process with the servers, while there is one. */
    Path keeper() {
        return root.resolve("keeper.json");
    }

    Path keeperLog() {
        return root.resolve("keeper.log");
    }

    /** One file for each JVM that uses the servers, named by its process id: its identity. */
    Path leases() {
        return root.resolve("leases");
    }

    /** All of one life of the servers: data, logs, state. */
    Path life() {
        return root.resolve("servers");
    }

    /** Working directories and logs of packaged services that tests started; kept until the servers begin anew. */
    Path services() {
        return root.resolve("services");
    }

    /** What the servers store. */
    Path data() {
        return life().resolve("data");
    }

    /** A file of that name asks for the server. */
    Path wanted(ServerKind kind) {
        return life().resolve("wanted").resolve(kind.id());
    }

    /** The endpoint of the server, once it serves. */
    Path ready(ServerKind kind) {
        return life().resolve("ready").resolve(kind.id() + ".json");
    }

    /** Why the server did not start. */
    Path failed(ServerKind kind) {
        return life().resolve("failed").resolve(kind.id());
    }
}
