package io.parley.tests.support;

import io.parley.stack.server.Endpoint;
import io.parley.stack.server.ServerKind;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceProcess;
import io.parley.stack.test.Tenancy;
import io.parley.stack.test.TestStack;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An installation of the packaged services under test: two chat-cores, two chat-realtimes, each asking another core, and
 * one chat-indexer, on the shared servers. All test classes share one, unless a test kills something.
 */
public final class Parley implements AutoCloseable {
    /** Of chat-core, and of chat-realtime, unless a test wants fewer. */
    public static final int SERVICES = 2;

    private final Tenancy tenancy;
    private final List<ServiceProcess> cores;
    private final List<ServiceProcess> gateways;
    private final List<ServiceProcess> indexers;

    private Parley(
            Tenancy tenancy,
            Map<String, String> differently,
            Map<String, String> gatewaysDifferently,
            int cores,
            int gateways,
            int indexers) {
        this.tenancy = tenancy;
        TestStack stack = TestStack.shared().want(ServerKind.values());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            this.cores =
                    all(together(threads, cores, _ -> start(Service.CORE, stack.coreProperties(tenancy), differently)));
            var indexing = together(
                    threads,
                    indexers,
                    number -> start(Service.INDEXER, stack.indexerProperties(tenancy, core(number)), differently));
            this.gateways = all(together(
                    threads,
                    gateways,
                    number -> start(
                            Service.REALTIME, stack.realtimeProperties(tenancy, core(number)), gatewaysDifferently)));
            this.indexers = all(indexing);
        }
    }

    private static ServiceProcess start(
            Service service, Map<String, String> properties, Map<String, String> differently) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(differently);
        return ServiceProcess.start(service, all);
    }

    private static List<CompletableFuture<ServiceProcess>> together(
            ExecutorService threads, int count, IntFunction<ServiceProcess> start) {
        return IntStream.range(0, count)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> start.apply(number), threads))
                .toList();
    }

    private static List<ServiceProcess> all(List<CompletableFuture<ServiceProcess>> starting) {
        return starting.stream().map(CompletableFuture::join).toList();
    }

    private static final class Shared {
        static final Parley PARLEY = shared(new Parley(Tenancy.fresh(), Map.of(), Map.of(), SERVICES, SERVICES, 1));

        private static Parley shared(Parley parley) {
            Runtime.getRuntime().addShutdownHook(new Thread(parley::close));
            return parley;
        }
    }

    /** The one that all tests share; started by the first. */
    public static Parley shared() {
        return Shared.PARLEY;
    }

    /** One of its own, with as many of each service, for a test that harms it. */
    public static Parley own(Map<String, String> differently, int cores, int gateways, int indexers) {
        return own(differently, differently, cores, gateways, indexers);
    }

    /** The same, with other settings for the gateways than for the others. */
    public static Parley own(
            Map<String, String> differently,
            Map<String, String> gatewaysDifferently,
            int cores,
            int gateways,
            int indexers) {
        return new Parley(Tenancy.fresh(), differently, gatewaysDifferently, cores, gateways, indexers);
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public ServiceProcess coreProcess(int number) {
        return cores.get(number % cores.size());
    }

    /** Base address of a chat-core; any number names one. */
    public URI core(int number) {
        return coreProcess(number).uri();
    }

    public ServiceProcess gatewayProcess(int number) {
        return gateways.get(number % gateways.size());
    }

    /** Base address of a chat-realtime; any number names one. */
    public URI gateway(int number) {
        return gatewayProcess(number).uri();
    }

    /** One gateway more, which asks the first chat-core, with settings of its own; whoever wants it closes it. */
    public ServiceProcess anotherGateway(Map<String, String> differently) {
        return start(Service.REALTIME, TestStack.shared().realtimeProperties(tenancy, core(0)), differently);
    }

    /** One chat-core more, with settings of its own; whoever wants it closes it. */
    public ServiceProcess anotherCore(Map<String, String> differently) {
        return start(Service.CORE, TestStack.shared().coreProperties(tenancy), differently);
    }

    /** Base address of the chat-indexer. */
    public URI indexer() {
        return indexers.getFirst().uri();
    }

    public ServiceProcess indexerProcess(int number) {
        return indexers.get(number % indexers.size());
    }

    public boolean hasIndexer() {
        return !indexers.isEmpty();
    }

    /** Its database, to look into. */
    public Database database() {
        Endpoint.Postgres postgres = TestStack.shared().postgres();
        return new Database(postgres.jdbcUrl(tenancy.database()), postgres.user(), postgres.password());
    }

    @Override
    public void close() {
        List<ServiceProcess> all = new ArrayList<>(gateways);
        all.addAll(indexers);
        all.addAll(cores);
        all.parallelStream().forEach(ServiceProcess::close);
    }
}
