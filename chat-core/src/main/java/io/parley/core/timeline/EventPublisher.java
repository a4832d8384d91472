package io.parley.core.timeline;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.Outgoing;
import io.parley.contract.broker.EventBundle;
import io.parley.core.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends committed changes to the broker and notes which arrived. */
@ApplicationScoped
public class EventPublisher {
    private final AmqpLink link;
    private final String address;
    private final PublishedRevs publishedRevs;

    EventPublisher(Broker broker, PublishedRevs publishedRevs) {
        this.link = broker.link();
        this.address = broker.addresses().events();
        this.publishedRevs = publishedRevs;
    }

    /**
     * Publishes, in the given order.
     *
     * @return completes when the broker has them all; failing is harmless, since the sweeper publishes them later
     */
    public CompletionStage<Void> publish(List<PublishableChanges> changes) {
        List<EventBundle.Entry> entries =
                changes.stream().flatMap(chat -> chat.entries().stream()).toList();
        CompletableFuture<?>[] sent = EventBundle.encodeSplit(entries).stream()
                .map(bundle -> link.send(Outgoing.durable(address, bundle, EventBundle.MEDIA_TYPE, null))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(sent).thenRun(() -> publishedRevs.add(changes));
    }
}
