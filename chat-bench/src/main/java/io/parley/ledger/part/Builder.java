package io.parley.ledger.part;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Ports;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceProcess;
import io.parley.stack.service.ServiceSettings;
import io.parley.stack.test.TestStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Starts an installation: servers side by side, then the services, each behind links of its own. */
final class Builder {
    private static final int CORES = 2;
    private static final int GATEWAYS = 2;
    private static final io.parley.stack.service.Installation NAMES = io.parley.stack.service.Installation.DEFAULT;

    private final Checkout checkout;
    private final Path folder;
    private final Links links = new Links();
    private final Servers servers;
    private final SmallDisk disk;
    private final Optional<FalseClock> clock;
    private final ServiceSettings settings = new ServiceSettings(NAMES);

    Builder(Checkout checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
        this.servers = Servers.below(checkout, folder);
        this.clock = FalseClock.in(folder.resolve("clock"));
        try {
            this.disk = SmallDisk.at(servers.broker().data());
        } catch (IOException e) {
            throw new StackException("The broker's folder cannot be made: " + e.getMessage(), e);
        }
    }

    Installation start() {
        List<Part> begun = new ArrayList<>(servers.parts());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Endpoint.Keycloak> keycloak =
                    CompletableFuture.supplyAsync(() -> TestStack.shared().keycloak(), threads);
            each(threads, servers.parts());
            PostgresServer.createDatabase(servers.postgresServer().endpoint(), NAMES.database());
            Endpoint.Keycloak realm = keycloak.join();
            List<ServicePart> cores = cores(realm);
            begun.addAll(cores);
            List<ServicePart> gateways = gateways(realm, cores);
            begun.addAll(gateways);
            ServicePart indexer = indexer(realm, cores);
            begun.add(indexer);
            each(
                    threads,
                    Stream.concat(Stream.concat(cores.stream(), gateways.stream()), Stream.of(indexer))
                            .toList());
            return new Installation(folder, servers, cores, gateways, indexer, disk, clock, links);
        } catch (RuntimeException e) {
            begun.forEach(Part::kill);
            links.close();
            disk.close();
            throw e;
        }
    }

    private static void each(ExecutorService threads, List<? extends Part> parts) {
        List<CompletableFuture<Void>> starting = parts.stream()
                .map(part -> CompletableFuture.runAsync(part::start, threads))
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    private List<ServicePart> cores(Endpoint.Keycloak keycloak) {
        List<ServicePart> cores = new ArrayList<>();
        for (int i = 1; i <= CORES; i++) {
            Endpoint.Postgres postgres = servers.postgresServer().endpoint();
            Endpoint.Redis redis = servers.redisServer().endpoint();
            Map<String, String> properties = settings.core(
                    new Endpoint.Postgres(
                            links.add(Link.CORE_POSTGRES, postgres.port()), postgres.user(), postgres.password()),
                    new Endpoint.Redis(links.add(Link.CORE_REDIS, redis.port()), redis.password()),
                    broker(Link.CORE_BROKER),
                    keycloak);
            cores.add(begin("core-" + i, Service.CORE, properties));
        }
        return cores;
    }

    private List<ServicePart> gateways(Endpoint.Keycloak keycloak, List<ServicePart> cores) {
        List<ServicePart> gateways = new ArrayList<>();
        for (int i = 1; i <= GATEWAYS; i++) {
            int core = cores.get((i - 1) % CORES).uri().getPort();
            URI reached = Installation.local(links.add(Link.GATEWAY_CORE, core));
            Map<String, String> properties = settings.realtime(broker(Link.GATEWAY_BROKER), keycloak, reached);
            ServicePart gateway = begin("gateway-" + i, Service.REALTIME, properties);
            links.add(Link.CLIENT_GATEWAY, gateway.uri().getPort());
            gateways.add(gateway);
        }
        return gateways;
    }

    private ServicePart indexer(Endpoint.Keycloak keycloak, List<ServicePart> cores) {
        int search = servers.searchServer().endpoint().port();
        int core = cores.getFirst().uri().getPort();
        Map<String, String> properties = settings.indexer(
                broker(Link.INDEXER_BROKER),
                keycloak,
                new Endpoint.Search(links.add(Link.INDEXER_SEARCH, search)),
                Installation.local(links.add(Link.INDEXER_CORE, core)));
        return begin("indexer", Service.INDEXER, properties);
    }

    private Endpoint.Broker broker(Link link) {
        Endpoint.Broker broker = servers.brokerServer().endpoint();
        return new Endpoint.Broker(links.add(link, broker.port()), broker.user(), broker.password());
    }

    private ServicePart begin(String name, Service service, Map<String, String> properties) {
        ServiceProcess.Spec spec = new ServiceProcess.Spec(
                checkout,
                service,
                properties,
                Ports.free(),
                folder.resolve("services").resolve(name),
                folder.resolve("logs").resolve(name + ".log"),
                JavaProcess.Goal.QUICK_START);
        return new ServicePart(name, spec);
    }
}
