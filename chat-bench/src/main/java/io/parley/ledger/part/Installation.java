package io.parley.ledger.part;

import io.parley.stack.layout.Checkout;
import io.parley.stack.server.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a run may break: its own servers and services, and the links between them. Keycloak is shared with the tests and
 * is left alone.
 *
 * @param folder data and logs
 * @param cores in the order of their links
 * @param gateways in the order of their links
 * @param disk the broker's
 * @param clock that a service can be given, where there is one
 * @param links all of them
 */
public record Installation(
        Path folder,
        Servers servers,
        List<ServicePart> cores,
        List<ServicePart> gateways,
        ServicePart indexer,
        SmallDisk disk,
        Optional<FalseClock> clock,
        Links links)
        implements AutoCloseable {

    public Installation {
        cores = List.copyOf(cores);
        gateways = List.copyOf(gateways);
    }

    /** Starts everything; takes a minute. */
    public static Installation start(Checkout checkout, Path folder) {
        return new Builder(checkout, folder).start();
    }

    /** The database, past all proxies: what is true is asked where nothing is in between. */
    public Endpoint.Postgres postgres() {
        return servers.postgresServer().endpoint();
    }

    public Endpoint.Redis redis() {
        return servers.redisServer().endpoint();
    }

    public Endpoint.Search search() {
        return servers.searchServer().endpoint();
    }

    /** Where clients reach a gateway: through its link; any number names one. */
    public URI gateway(int number) {
        return local(links.of(Link.CLIENT_GATEWAY).get(number % gateways.size()).port());
    }

    /** Where clients reach a core; any number names one. */
    public URI core(int number) {
        return cores.get(number % cores.size()).uri();
    }

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** All parts, each by its name. */
    public List<Part> parts() {
        List<Part> all = new ArrayList<>(cores);
        all.addAll(gateways);
        all.add(indexer);
        all.addAll(servers.parts());
        return all;
    }

    @Override
    public void close() {
        List<ServicePart> services = new ArrayList<>(gateways);
        services.addAll(cores);
        services.add(indexer);
        services.parallelStream().forEach(ServicePart::stop);
        servers.parts().parallelStream().forEach(ServerPart::stop);
        links.close();
        disk.close();
    }
}
