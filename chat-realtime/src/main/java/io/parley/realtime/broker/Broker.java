package io.parley.realtime.broker;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.amqp.Delivery;
import io.parley.amqp.Outgoing;
import io.parley.amqp.Subscription;
import io.parley.contract.Json;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Lane;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.realtime.live.LivePublisher;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Publisher;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's link to the broker: its own volatile queue of all events, its own queue of outcomes, and the way to
 * chat-core. The link lives on the hub, so that an event goes from the connection to the sockets without changing
 * threads.
 */
@Singleton
public final class Broker implements Publisher, LivePublisher {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final String JSON = "application/json";
    private static final Duration LIVE_TTL = Duration.ofSeconds(30);

    /** Who is told what came. Called on the hub. */
    public interface Listener {
        void event(EventBundle.Entry entry);

        void outcomes(List<Outcome> outcomes);

        void live(Live live);

        /** All subscriptions are in place, for the first time or again; what happened before may have been missed. */
        void up();
    }

    private final Hub hub;
    private final Vertx vertx;
    private final Addresses addresses;
    private final BrokerSettings settings;
    private final Node node;
    private final int window;
    private volatile @Nullable AmqpLink link;

    Broker(
            Hub hub,
            Vertx vertx,
            BrokerConfig config,
            Node node,
            @ConfigProperty(name = "amqp-host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "amqp-port", defaultValue = "5672") int port,
            @ConfigProperty(name = "amqp-username") Optional<String> username,
            @ConfigProperty(name = "amqp-password") Optional<String> password,
            @ConfigProperty(name = "amqp-use-ssl", defaultValue = "false") boolean tls) {
        this.hub = hub;
        this.vertx = vertx;
        this.node = node;
        this.window = config.window();
        this.addresses = new Addresses(config.prefix());
        this.settings = new BrokerSettings(
                host, port, username.orElse(null), password.orElse(null), tls, node.name(), config.idleTimeout());
    }

    /** Connects, and keeps at it. Once; from any thread. */
    public void start(Listener listener) {
        hub.execute(() -> {
            // Made on the hub, the link makes the hub its own loop. One message of each lane is unanswered at most.
            AmqpLink made = new AmqpLink(vertx, settings, 2 * Lane.COUNT);
            made.target(addresses.ingest(), "queue");
            made.subscribe(Subscription.topic(addresses.events(), window), message -> events(message, listener));
            made.subscribe(
                    Subscription.queue(addresses.outcomes(node.name()), window),
                    message -> outcomes(message, listener));
            made.subscribe(Subscription.topic(addresses.live(), window), message -> live(message, listener));
            made.onUp(() -> hub.execute(listener::up));
            link = made;
            made.start();
        });
    }

    private static void events(Delivery message, Listener listener) {
        try {
            EventBundle.decode(message.body()).forEach(listener::event);
        } catch (RuntimeException e) {
            // What was in it is found missing by its revs, and fetched.
            LOG.error("A message with events could not be handled", e);
        }
        message.accept();
    }

    private static void outcomes(Delivery message, Listener listener) {
        try {
            listener.outcomes(Json.read(message.body(), OutcomeBundle.class).outcomes());
        } catch (RuntimeException e) {
            // The commands are sent again, and their outcomes with them.
            LOG.error("A message with outcomes could not be handled", e);
        }
        message.accept();
    }

    private static void live(Delivery message, Listener listener) {
        try {
            Json.read(message.body(), LiveBundle.class).live().forEach(listener::live);
        } catch (RuntimeException e) {
            // What is true only now is not repeated.
            LOG.error("A message of what is live could not be handled", e);
        }
        message.accept();
    }

    @Override
    public void publish(LiveBundle bundle) {
        AmqpLink current = link;
        if (current != null) {
            // Nobody waits for it: it is worth nothing later.
            var unused = current.send(Outgoing.passing(addresses.live(), Json.bytes(bundle), JSON, LIVE_TTL));
        }
    }

    @Override
    public boolean isUp() {
        AmqpLink current = link;
        return current != null && current.isUp();
    }

    @Override
    public void publish(int lane, CommandBundle bundle, Consumer<@Nullable Throwable> answer) {
        AmqpLink current = link;
        if (current == null) {
            hub.execute(() -> answer.accept(new IllegalStateException("The broker was never connected")));
            return;
        }
        Outgoing message = Outgoing.kept(addresses.ingest(), Json.bytes(bundle), JSON, Lane.groupId(lane));
        current.send(message).whenComplete((done, failure) -> hub.execute(() -> answer.accept(failure)));
    }

    /** Closes the link for good. */
    public void stop() {
        AmqpLink current = link;
        if (current != null) {
            current.close();
        }
    }
}
