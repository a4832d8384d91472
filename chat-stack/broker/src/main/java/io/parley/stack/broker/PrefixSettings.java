package io.parley.stack.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerAddressPlugin;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * The address settings of an installation, made when the first of its addresses appears. Installations that share the
 * broker differ by their prefix, and a dead-letter address cannot be written with a wildcard.
 */
final class PrefixSettings implements ActiveMQServerAddressPlugin {
    private static final long FIRST_REDELIVERY_MILLIS = 200;
    private static final long LAST_REDELIVERY_MILLIS = 5_000;
    private static final int DELIVERIES = 5;

    private final ActiveMQServer server;
    private final HierarchicalRepository<AddressSettings> repository;

    PrefixSettings(ActiveMQServer server) {
        this.server = server;
        this.repository = server.getAddressSettingsRepository();
    }

    @Override
    public void beforeAddAddress(AddressInfo address, boolean reload) {
        String name = address.getName().toString();
        int dot = name.indexOf('.');
        if (dot > 0) {
            settle(name, name.substring(0, dot), name.substring(dot + 1));
        }
    }

    /** The indexers' queue is there as soon as events can be: those from before the first indexer wait in it. */
    @Override
    public void afterAddAddress(AddressInfo address, boolean reload) throws ActiveMQException {
        String name = address.getName().toString();
        int dot = name.indexOf('.');
        if (reload || dot <= 0 || !name.substring(dot + 1).equals("events")) {
            return;
        }
        QueueConfiguration queue = QueueConfiguration.of(name.substring(0, dot) + ".indexer")
                .setAddress(address.getName())
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(true)
                .setAutoDelete(false);
        try {
            server.createQueue(queue, true);
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("No queue for the indexers of " + name, e);
        }
    }

    private void settle(String address, String prefix, String kind) {
        if (kind.equals("ingest")) {
            repository.addMatch(address, redelivered(prefix).setDefaultAddressRoutingType(RoutingType.ANYCAST));
        } else if (kind.equals("events")) {
            // A gateway's queue goes with its gateway; the indexers' is durable, and stays while none listens.
            // Indexers set aside what they cannot read. An attempt counts when one dies too, and whoever dies five times, for
            // want of memory perhaps, must not lose the events that it held.
            AddressSettings settings = redelivered(prefix).setMaxDeliveryAttempts(-1);
            repository.addMatch(address, settings.setDefaultAddressRoutingType(RoutingType.MULTICAST));
        } else if (kind.startsWith("outcomes.")) {
            repository.addMatch(address, everything().setAutoDeleteQueues(true).setAutoDeleteAddresses(true));
        }
    }

    private static AddressSettings redelivered(String prefix) {
        return everything()
                .setDeadLetterAddress(SimpleString.of(prefix + ".dlq"))
                .setAutoCreateDeadLetterResources(true)
                // The dead letters lie in one queue named as the address, and not in one for each address they come from.
                .setDeadLetterQueuePrefix(SimpleString.of(""))
                .setMaxDeliveryAttempts(DELIVERIES)
                .setRedeliveryDelay(FIRST_REDELIVERY_MILLIS)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(LAST_REDELIVERY_MILLIS);
    }

    /**
     * For addresses of events, from before the first of them appears: a publisher who comes first makes the address by
     * this, and it must not become a queue that hands each event to one receiver only.
     */
    static AddressSettings multicast() {
        return everything()
                .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                .setDefaultQueueRoutingType(RoutingType.MULTICAST);
    }

    /** What holds for every address unless said otherwise. */
    static AddressSettings everything() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
    }
}
