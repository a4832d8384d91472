package io.parley.tests.support;

import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Ports;
import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.Place;
import io.parley.stack.server.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker that a test may kill without harm to other tests. Its data outlives a kill. */
public final class OwnBroker implements AutoCloseable {
    private final BrokerServer server;

    public OwnBroker() {
        Checkout checkout = Checkout.find();
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(checkout.tests()), "own-broker-");
            server = new BrokerServer(Place.below(checkout, folder, ServerKind.BROKER, false), Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
    }

    /** What tells a service to use it. */
    public Map<String, String> settings() {
        Endpoint.Broker endpoint = server.endpoint();
        return Map.of(
                "amqp-host", endpoint.host(),
                "amqp-port", Integer.toString(endpoint.port()),
                "amqp-username", endpoint.user(),
                "amqp-password", endpoint.password());
    }

    public void kill() {
        server.kill();
    }

    public void start() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }
}
