package io.parley.core.message;

import io.parley.amqp.Delivery;
import io.parley.amqp.Subscription;
import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ContractException;
import io.parley.core.broker.Broker;
import io.parley.core.broker.BrokerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Takes bundles of commands from the broker to the {@link CommandQueue}. Reading and queueing happen on a thread of its own:
 * the link's context must not wait when the writers are busy. The broker gives no more than the window.
 */
@ApplicationScoped
class IngestConsumer {
    private static final Logger LOG = Logger.getLogger(IngestConsumer.class);

    private final Broker broker;
    private final CommandQueue commands;
    private final Outcomes outcomes;
    private final int window;
    private final BlockingQueue<Delivery> deliveries;
    private final Thread thread;

    IngestConsumer(Broker broker, BrokerConfig config, CommandQueue commands, Outcomes outcomes) {
        this.broker = broker;
        this.commands = commands;
        this.outcomes = outcomes;
        this.window = config.ingestWindow();
        // What was handed over before the link broke may still be here when the window opens again: twice is enough.
        this.deliveries = new ArrayBlockingQueue<>(2 * window);
        this.thread = Thread.ofPlatform().name("ingest").daemon().unstarted(this::run);
    }

    void start(@Observes @Priority(200) StartupEvent event) {
        broker.link().subscribe(Subscription.queue(broker.addresses().ingest(), window), this::hand);
        thread.start();
    }

    void stop(@Observes @Priority(4_000) ShutdownEvent event) {
        thread.interrupt();
    }

    private void hand(Delivery delivery) {
        if (!deliveries.offer(delivery)) {
            delivery.release();
        }
    }

    private void run() {
        try {
            while (true) {
                take(deliveries.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("Takes no more commands");
        }
    }

    private void take(Delivery delivery) throws InterruptedException {
        CommandBundle bundle;
        try {
            bundle = Json.read(delivery.body(), CommandBundle.class);
        } catch (RuntimeException e) {
            // Without the exception's words: they quote the body, which is what a user wrote.
            LOG.errorf(
                    "A bundle of %d bytes on %s is not readable (%s) and goes to the dead letters",
                    delivery.body().length,
                    broker.addresses().ingest(),
                    e.getClass().getSimpleName());
            delivery.reject();
            return;
        }
        BundleInProgress progress = new BundleInProgress(bundle, delivery, outcomes);
        for (Command command : bundle.commands()) {
            switch (command) {
                case Command.SendMessage send -> queue(send, progress);
            }
        }
        // Of a bundle that was refused as a whole, which no batch sends.
        outcomes.flush();
    }

    /** Checked again here: what is on the broker may come from an older or a broken peer. */
    private void queue(Command.SendMessage send, BundleInProgress progress) throws InterruptedException {
        try {
            Check.chatId(send.chat(), "chat");
            Check.userId(send.sender(), "sender");
            Check.clientId(send.clientId(), "clientId");
            Check.text(send.text(), "text");
            Check.recipients(send.recipients(), "recipients");
            Check.metadata(send.metadata(), "metadata");
        } catch (ContractException e) {
            progress.add(new Outcome.Refused(send.id(), e.code(), e.field(), e.detail()));
            return;
        }
        commands.put(send, progress::add);
    }
}
