package io.parley.stack.server;

import io.parley.stack.process.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Apache Artemis with one AMQP 1.0 acceptor; durable messages outlive a kill. */
public final class BrokerServer extends Server {
    private static final int HEAP_MEGABYTES = 192;
    private static final int PROBE_MILLIS = 1000;
    /** AMQP 1.0, section 5.3.1: the header by which a client asks for SASL; the server answers the same. */
    private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

    private final Endpoint.Broker endpoint;

    public BrokerServer(Place place, int port) {
        super(ServerKind.BROKER, place);
        this.endpoint = new Endpoint.Broker(port, Credentials.USER, Credentials.BROKER);
    }

    @Override
    public Endpoint.Broker endpoint() {
        return endpoint;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(place().data());
    }

    @Override
    Launch launch() {
        List<String> command = JavaProcess.command(
                HEAP_MEGABYTES, place().durable() ? JavaProcess.Goal.THROUGHPUT : JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "-XX:MaxDirectMemorySize=96m",
                "-Dparley.broker.port=" + endpoint.port(),
                "-Dparley.broker.data=" + place().data(),
                "-cp",
                place().checkout().brokerClassPath(),
                "io.parley.stack.broker.BrokerMain"));
        var environment = Map.of("PARLEY_BROKER_USER", endpoint.user(), "PARLEY_BROKER_PASSWORD", endpoint.password());
        return Launch.of(command, place().data(), environment, place().log());
    }

    @Override
    public boolean healthy() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write(SASL_HEADER);
            return Arrays.equals(SASL_HEADER, socket.getInputStream().readNBytes(SASL_HEADER.length));
        } catch (IOException e) {
            return false;
        }
    }
}
