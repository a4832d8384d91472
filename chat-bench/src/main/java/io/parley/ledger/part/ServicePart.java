package io.parley.ledger.part;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.service.ServiceProcess;
import java.net.URI;

/** One of the services. */
public final class ServicePart extends Part {
    private final ServiceProcess service;

    ServicePart(String name, ServiceProcess service) {
        super(name);
        this.service = service;
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
