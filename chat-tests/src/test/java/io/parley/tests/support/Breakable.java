package io.parley.tests.support;

import java.util.HashMap;
import java.util.Map;

/**
 * An installation for tests that break things, one after the other: each mends what it breaks. One core, two gateways, and a
 * broker of its own, to which the gateways have a line that can be cut.
 */
public final class Breakable {
    private static final class Shared {
        static final Breakable INSTALLATION = new Breakable();
    }

    private final OwnBroker broker = new OwnBroker();
    private final BrokerLine line =
            new BrokerLine(Integer.parseInt(broker.settings().get("amqp-port")));
    private final Parley parley;

    private Breakable() {
        Map<String, String> gateways = new HashMap<>(broker.settings());
        gateways.put("amqp-port", Integer.toString(line.port()));
        parley = Parley.own(broker.settings(), gateways, 1, 2, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The one of all such tests; started by the first. */
    public static Breakable shared() {
        return Shared.INSTALLATION;
    }

    public Parley parley() {
        return parley;
    }

    public OwnBroker broker() {
        return broker;
    }

    /** From the gateways to the broker. */
    public BrokerLine line() {
        return line;
    }

    private void close() {
        parley.close();
        line.close();
        broker.close();
    }
}
