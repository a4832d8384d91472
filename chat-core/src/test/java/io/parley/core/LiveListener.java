package io.parley.core;

import static org.awaitility.Awaitility.await;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.BrokerSettings;
import io.parley.amqp.Subscription;
import io.parley.contract.Json;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hears chat.live as a gateway does. */
public final class LiveListener implements AutoCloseable {
    private final List<Live> heard = new CopyOnWriteArrayList<>();
    private final AmqpLink link;

    private LiveListener(Vertx vertx) {
        Config config = ConfigProvider.getConfig();
        BrokerSettings settings = new BrokerSettings(
                config.getValue("amqp-host", String.class),
                config.getValue("amqp-port", Integer.class),
                config.getValue("amqp-username", String.class),
                config.getValue("amqp-password", String.class),
                false,
                "listener-" + UUID.randomUUID(),
                Duration.ofSeconds(10));
        String address = new Addresses(config.getValue("parley.broker.prefix", String.class)).live();
        link = new AmqpLink(vertx, settings, 10).subscribe(Subscription.topic(address, 1_000), delivery -> {
            delivery.accept();
            heard.addAll(Json.read(delivery.body(), LiveBundle.class).live());
        });
        link.start();
    }

    /** Attached when this returns. */
    public static LiveListener attached(Vertx vertx) {
        LiveListener listener = new LiveListener(vertx);
        await().until(listener.link::isUp);
        return listener;
    }

    /** Everything of a kind that was heard so far. */
    public <T extends Live> List<T> heard(Class<T> kind, Predicate<? super T> which) {
        return heard.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which)
                .toList();
    }

    /** Waits for one. */
    public <T extends Live> T next(Class<T> kind, Predicate<? super T> which) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> heard(kind, which), found -> !found.isEmpty())
                .getFirst();
    }

    public void forget() {
        heard.clear();
    }

    @Override
    public void close() {
        link.close();
    }
}
