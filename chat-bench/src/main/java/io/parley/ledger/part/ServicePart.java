package io.parley.ledger.part;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.service.ServiceProcess;
import java.net.URI;
import java.util.Map;

/** One of the services. */
public final class ServicePart extends Part {
    private final ServiceProcess.Spec spec;
    private volatile ServiceProcess service;

    /** Begins it. */
    ServicePart(String name, ServiceProcess.Spec spec) {
        super(name);
        this.spec = spec;
        this.service = ServiceProcess.begin(spec);
    }

    @Override
    GuardedProcess process() {
        return service.process();
    }

    @Override
    void attempt() {
        if (service.process().alive()) {
            service.awaitReady();
        } else {
            service.restart();
        }
    }

    /** Starts it again after {@link #kill()}, from then on with this added to its environment. */
    public void startWith(Map<String, String> environment) {
        service = ServiceProcess.begin(spec, environment);
        start();
    }

    @Override
    public boolean serves() {
        return service.process().alive() && service.ready();
    }

    /** Base address. */
    public URI uri() {
        return service.uri();
    }

    void stop() {
        service.stop();
    }
}
