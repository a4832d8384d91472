package io.parley.stack.up;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.server.Probe;
import io.parley.stack.server.Progress;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceProcess;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of our services. */
final class ServicePart implements Part {
    private final RunFolder folder;
    private final Service service;
    private final int port;
    private final Map<String, String> settings;
    private final Set<String> needs;
    private volatile @Nullable ServiceProcess running;

    ServicePart(RunFolder folder, Service service, int port, Map<String, String> settings, Set<String> needs) {
        this.folder = folder;
        this.service = service;
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.needs = Set.copyOf(needs);
    }

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public String title() {
        return service.module();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String address() {
        return switch (service) {
            case CORE -> uri() + "  (REST; try it at " + uri() + "/q/swagger-ui)";
            case REALTIME -> "ws://127.0.0.1:" + port + "  (sockets)";
            case INDEXER -> uri() + "  (search)";
        };
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(port);
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public void start(Progress progress) {
        progress.phase("starting");
        ServiceProcess begun = ServiceProcess.begin(new ServiceProcess.Spec(
                folder.checkout(),
                service,
                settings,
                port,
                folder.service(service.module()),
                folder.logs().resolve(service.module() + ".log"),
                JavaProcess.Goal.THROUGHPUT));
        running = begun;
        begun.awaitReady();
    }

    @Override
    public void stop() {
        @Nullable ServiceProcess current = running;
        if (current != null) {
            current.stop();
        }
    }

    @Override
    public boolean healthy() {
        return Probe.ok(uri().resolve("/q/health/ready"));
    }

    @Override
    public Optional<GuardedProcess> process() {
        return Optional.ofNullable(running).map(ServiceProcess::process);
    }
}
