package io.parley.amqp;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.amqp.AmqpSenderOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the broker that comes back by itself.
 *
 * <pre>
 *   Connecting ──opened, all subscriptions attached──► Up
 *       ▲  │ failed: wait 200 ms … 5 s, with jitter    │ lost, or a link was detached
 *       └──┘◄───────────────────────────────────────────┘
 *   any ──close()──► Closed
 * </pre>
 *
 * <p>All state changes happen on one Vert.x context; deliveries are handed over on it too, so handlers must not block.
 * {@link #send} may be called from any thread; messages sent from one thread keep their order while the link is up.
 */
public final class AmqpLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AmqpLink.class);
    private static final long BACKOFF_MIN_MILLIS = 200;
    private static final long BACKOFF_MAX_MILLIS = 5_000;
    private static final long ATTEMPT_MILLIS = 10_000;

    private final Context context;
    private final AmqpClient client;
    private final BrokerSettings settings;
    private final int maxInFlight;
    private final List<Attached> subscriptions = new CopyOnWriteArrayList<>();
    private final Map<String, String> targets = new ConcurrentHashMap<>();
    private final List<Runnable> upListeners = new CopyOnWriteArrayList<>();

    @SuppressWarnings("CollectionUndefinedEquality") // each future is meant by its identity
    private final Set<CompletableFuture<Void>> inFlight = ConcurrentHashMap.newKeySet();

    private volatile State state = new State.Connecting(0);
    /** Numbers the attempts to connect, so that what comes late from one that was given up is known as such. */
    private long attempts;

    private record Attached(Subscription subscription, Consumer<Delivery> handler) {}

    private sealed interface State {
        record Connecting(int attempt) implements State {}

        record Up(AmqpConnection connection, AmqpSender anyAddress, Map<String, AmqpSender> senders) implements State {
            AmqpSender sender(String address) {
                return senders.getOrDefault(address, anyAddress);
            }
        }

        record Closed() implements State {}
    }

    /**
     * Prepares a link; it connects with {@link #start}.
     *
     * @param maxInFlight messages sent and not yet answered by the broker; more are refused at once
     */
    public AmqpLink(Vertx vertx, BrokerSettings settings, int maxInFlight) {
        this.settings = settings;
        this.maxInFlight = maxInFlight;
        this.context = vertx.getOrCreateContext();
        AmqpClientOptions options = new AmqpClientOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setUsername(settings.username())
                .setPassword(settings.password())
                .setContainerId(settings.container())
                .setConnectTimeout(2_000)
                .setHeartbeat(Math.toIntExact(settings.idleTimeout().toMillis() / 2))
                .setSsl(settings.tls())
                .setTcpNoDelay(true);
        this.client = AmqpClient.create(vertx, options);
    }

    /** Receives from an address whenever the link is up. To be called before {@link #start}. */
    public AmqpLink subscribe(Subscription subscription, Consumer<Delivery> handler) {
        subscriptions.add(new Attached(subscription, handler));
        return this;
    }

    /**
     * Says what an address is that is sent to: a broker that creates addresses when they are first used must know it. Without
     * it, whether {@code chat.events} is a topic would depend on who comes first, sender or receiver. Before {@link #start}.
     *
     * @param capability {@code topic} or {@code queue}
     */
    public AmqpLink target(String address, String capability) {
        targets.put(address, capability);
        return this;
    }

    /** Calls back, on the link's context, each time that all subscriptions are attached. Before {@link #start}. */
    public AmqpLink onUp(Runnable listener) {
        upListeners.add(listener);
        return this;
    }

    /** Begins to connect, and keeps at it. */
    public void start() {
        context.runOnContext(ignored -> connect(0));
    }

    public boolean isUp() {
        return state instanceof State.Up;
    }

    /**
     * Sends a message.
     *
     * @return completes when the broker has taken it over; fails with {@link BrokerDownException} when the link is down
     *     or breaks, or with the broker's refusal
     */
    @SuppressWarnings("CollectionUndefinedEquality")
    public CompletionStage<Void> send(Outgoing outgoing) {
        if (!(state instanceof State.Up up)) {
            return CompletableFuture.failedFuture(new BrokerDownException("The broker " + settings + " is away"));
        }
        if (inFlight.size() >= maxInFlight) {
            return CompletableFuture.failedFuture(
                    new BrokerDownException("The broker does not keep up: %d unanswered".formatted(maxInFlight)));
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        inFlight.add(answer);
        answer.whenComplete((ignored, failure) -> inFlight.remove(answer));
        up.sender(outgoing.address()).sendWithAck(message(outgoing), result -> {
            if (result.succeeded()) {
                answer.complete(null);
            } else {
                answer.completeExceptionally(result.cause());
            }
        });
        // The link may have gone down in between: its cleaning could have missed this one.
        if (state != up) {
            answer.completeExceptionally(new BrokerDownException("The broker went away"));
        }
        return answer;
    }

    private static AmqpMessage message(Outgoing outgoing) {
        AmqpMessageBuilder builder = AmqpMessage.create()
                .address(outgoing.address())
                .durable(outgoing.durable())
                .contentType(outgoing.contentType())
                .withBufferAsBody(Buffer.buffer(outgoing.body()));
        if (outgoing.groupId() != null) {
            builder.groupId(outgoing.groupId());
        }
        if (outgoing.ttl() != null) {
            builder.ttl(outgoing.ttl().toMillis());
        }
        return builder.build();
    }

    /** On the context. */
    private void connect(int attempt) {
        if (state instanceof State.Closed) {
            return;
        }
        state = new State.Connecting(attempt);
        long mine = ++attempts;
        // A broker that dies between the handshake's steps leaves the client's futures hanging for ever.
        context.owner()
                .setTimer(
                        ATTEMPT_MILLIS,
                        timer -> context.runOnContext(
                                ignored -> retry(mine, attempt, new IllegalStateException("no answer in time"))));
        client.connect().onComplete(connected -> {
            if (connected.failed()) {
                retry(mine, attempt, connected.cause());
            } else {
                attach(connected.result(), mine, attempt);
            }
        });
    }

    private boolean isCurrent(long mine) {
        return attempts == mine && state instanceof State.Connecting;
    }

    /** On the context. Does nothing for an attempt that was given up, or has succeeded. */
    private void retry(long mine, int attempt, Throwable cause) {
        if (!isCurrent(mine)) {
            return;
        }
        attempts++;
        if (attempt == 0) {
            LOG.warnf(
                    "No connection to the broker %s: %s. Trying again until it is there.",
                    settings, cause.getMessage());
        }
        long ceiling = Math.min(BACKOFF_MAX_MILLIS, BACKOFF_MIN_MILLIS << Math.min(attempt, 10));
        long delay = ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2);
        context.owner().setTimer(delay, timer -> context.runOnContext(ignored -> connect(attempt + 1)));
    }

    private void attach(AmqpConnection connection, long mine, int attempt) {
        connection.exceptionHandler(cause -> {
            retry(mine, attempt, cause);
            lost(connection, cause);
        });
        List<Future<?>> links = new ArrayList<>();
        Future<AmqpSender> anyAddress = connection.createAnonymousSender();
        links.add(anyAddress);
        Map<String, AmqpSender> senders = new ConcurrentHashMap<>();
        targets.forEach((address, capability) -> links.add(connection
                .createSender(address, new AmqpSenderOptions().addCapability(capability))
                .onSuccess(sender -> senders.put(address, guarded(connection, sender)))));
        for (Attached attached : subscriptions) {
            links.add(receive(connection, attached));
        }
        Future.all(links).onComplete(done -> {
            if (done.failed() || !isCurrent(mine)) {
                connection.close();
                retry(mine, attempt, done.failed() ? done.cause() : new IllegalStateException("given up"));
            } else {
                up(new State.Up(connection, guarded(connection, anyAddress.result()), Map.copyOf(senders)));
            }
        });
    }

    private AmqpSender guarded(AmqpConnection connection, AmqpSender sender) {
        return sender.exceptionHandler(cause -> lost(connection, cause));
    }

    private Future<AmqpReceiver> receive(AmqpConnection connection, Attached attached) {
        Subscription subscription = attached.subscription();
        AmqpReceiverOptions options = new AmqpReceiverOptions()
                .setAutoAcknowledgement(false)
                .addCapability(subscription.capability())
                .setMaxBufferedMessages(subscription.window());
        return connection.createReceiver(subscription.address(), options).onSuccess(receiver -> {
            receiver.exceptionHandler(cause -> lost(connection, cause));
            // Demand is opened again only as deliveries are settled: that bounds what is unsettled here.
            receiver.pause();
            receiver.fetch(subscription.window());
            receiver.handler(message -> attached.handler().accept(new Received(message, receiver)));
        });
    }

    private void up(State.Up up) {
        if (state instanceof State.Closed) {
            up.connection().close();
            return;
        }
        state = up;
        LOG.infof("Connected to the broker %s", settings);
        upListeners.forEach(Runnable::run);
    }

    private void lost(AmqpConnection connection, Throwable cause) {
        if (state instanceof State.Up up && up.connection() == connection) {
            LOG.warnf("The connection to the broker %s is lost: %s", settings, cause.getMessage());
            state = new State.Connecting(0);
            failInFlight();
            connection.close();
            context.runOnContext(ignored -> connect(0));
        }
    }

    private void failInFlight() {
        BrokerDownException down = new BrokerDownException("The broker " + settings + " went away");
        List.copyOf(inFlight).forEach(answer -> answer.completeExceptionally(down));
    }

    /** Closes the link for good; what is unsettled will be delivered again elsewhere. */
    @Override
    public void close() {
        State last = state;
        state = new State.Closed();
        failInFlight();
        if (last instanceof State.Up up) {
            up.connection().close();
        }
        client.close();
    }

    private static final class Received implements Delivery {
        private final AmqpMessage message;
        private final AmqpReceiver receiver;
        private final java.util.concurrent.atomic.AtomicBoolean settled =
                new java.util.concurrent.atomic.AtomicBoolean();

        Received(AmqpMessage message, AmqpReceiver receiver) {
            this.message = message;
            this.receiver = receiver;
        }

        @Override
        public byte[] body() {
            return message.bodyAsBinary().getBytes();
        }

        @Override
        public int attempts() {
            return message.deliveryCount();
        }

        @Override
        public void accept() {
            settle(message::accepted);
        }

        @Override
        public void reject() {
            settle(message::rejected);
        }

        @Override
        public void release() {
            settle(message::released);
        }

        private void settle(Runnable disposition) {
            if (settled.compareAndSet(false, true)) {
                disposition.run();
                receiver.fetch(1);
            }
        }
    }

    /** What is wrong, for health answers; null when the link is up. */
    public @Nullable String problem() {
        return isUp() ? null : "The broker " + settings + " is away";
    }
}
