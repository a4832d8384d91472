package io.parley.core.ops;

import io.parley.core.broker.Broker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

/** Whether the link to the broker is up. */
@Readiness
@Singleton
class BrokerCheck extends DegradedCheck {
    private final Broker broker;

    @Inject
    BrokerCheck(Broker broker) {
        super("broker", "sockets neither send nor receive; REST works, and its changes are published once it is back");
        this.broker = broker;
    }

    @Override
    boolean answers() {
        return broker.link().isUp();
    }
}
