package io.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A live connection of one user to one application, that outlives the network: it connects again by itself, gives what
 * was missed, sends again what was not acknowledged, watches again what was watched, and keeps its token fresh.
 *
 * <p>Thread-safe; no method but {@link #close()} blocks. What arrives goes to the {@link SocketListener}; what was sent is
 * answered by a future, which completes on the connection's reading thread: do not block in its dependents.
 */
public final class ChatSocket implements AutoCloseable {
    private final SocketLoop loop;

    private ChatSocket(SocketLoop loop) {
        this.loop = loop;
    }

    static Builder builder(HttpClient http, URI address, TokenSupplier tokens) {
        return new Builder(http, address, tokens);
    }

    /**
     * Sends a message to everyone in the chat, or to {@code recipients} where there are any, under a new
     * {@code clientId}.
     */
    public CompletableFuture<ServerFrame.Ack> send(String chat, String text, String... recipients) {
        List<String> audience = recipients.length == 0 ? null : List.of(recipients);
        return send(new ClientFrame.Send(chat, UUID.randomUUID().toString(), text, audience, null, null));
    }

    /**
     * Sends a message. It is sent again after a reconnect, and when the server asks to come back later, until it is
     * acknowledged or refused; give the future a time limit, or cancel it, to give up. What was given up may have been
     * stored: the same send again, also by REST, tells.
     *
     * @return the acknowledgement; fails with {@link ParleyException} when the message was refused, or cannot be sent
     */
    public CompletableFuture<ServerFrame.Ack> send(ClientFrame.Send message) {
        return enqueue(message).stored();
    }

    /**
     * The same, told also when the broker has taken the message over, which is earlier than that it is stored.
     *
     * @return both steps
     */
    public Delivery deliver(ClientFrame.Send message) {
        return enqueue(new ClientFrame.Send(
                message.chat(),
                message.clientId(),
                message.text(),
                message.recipients(),
                message.metadata(),
                true,
                message.replyTo(),
                message.mentions(),
                message.expiresInSeconds()));
    }

    private Delivery enqueue(ClientFrame.Send message) {
        try {
            Check.chatId(message.chat(), "chat");
            Check.clientId(message.clientId(), "clientId");
        } catch (ContractException e) {
            return Delivery.failed(ParleyException.refused(e.code(), 0, e.detail(), e.field(), null));
        }
        return loop.send(message);
    }

    /**
     * What is shown now, in the place of what was watched before: typing, signals and markers come of these chats, presence of these
     * users. Kept, and said again on each connection.
     *
     * @param chats at most 100
     * @param users at most 500
     * @throws ParleyException when they are more
     */
    public void watch(Collection<String> chats, Collection<String> users) {
        loop.say(outbound -> outbound.watching().watch(chats, users));
    }

    /** The user has seen everything up to this message. Kept, as {@link #mark}. */
    public void markRead(String chat, long seq) {
        mark(chat, seq, 0);
    }

    /** This device has everything up to this message. Kept, as {@link #mark}. */
    public void markDelivered(String chat, long seq) {
        mark(chat, 0, seq);
    }

    /**
     * Moves the user's own markers forward. Said now or once the socket is live, and again on each connection until {@link SocketListener#onInbox}
     * or {@link SocketListener#onReady} shows that it is stored; several for one chat are one.
     *
     * @param readSeq the user has seen everything up to here; 0 leaves it where it is
     * @param deliveredSeq a device of the user has everything up to here; 0 leaves it where it is
     */
    public void mark(String chat, long readSeq, long deliveredSeq) {
        Ephemera.checkChat(chat);
        loop.say(outbound -> outbound.marks().mark(chat, readSeq, deliveredSeq));
    }

    /**
     * The user is writing. To be called with each key that is pressed: it is said every 3 seconds at most, and not kept without
     * a connection.
     */
    public void typing(String chat) {
        Ephemera.checkChat(chat);
        loop.say(outbound -> outbound.ephemera().typing(chat));
    }

    /** The user is no longer writing, and has not sent it. Needed only to end it before it ends by itself, within 6 seconds. */
    public void stoppedTyping(String chat) {
        Ephemera.checkChat(chat);
        loop.say(outbound -> outbound.ephemera().stoppedTyping(chat));
    }

    /**
     * A small event of the application's own, to who is connected now. Not stored, not repeated, not acknowledged.
     *
     * @param name what it is: 1 to 64 of {@code a-z 0-9 _ . -}, beginning with a letter
     * @param payload at most 2,048 bytes of JSON
     * @param to at most 32 members of the chat; none: whoever watches the chat
     * @return whether it will be written; not when the socket is not live, or too many wait already
     * @throws ParleyException when it is beyond a bound
     */
    public boolean signal(String chat, String name, @Nullable ObjectNode payload, String... to) {
        ClientFrame.Signal signal =
                Ephemera.checked(new ClientFrame.Signal(chat, name, payload, to.length == 0 ? null : List.of(to)));
        return loop.offer(outbound -> outbound.ephemera().signal(signal));
    }

    /**
     * The first {@code ready} of this socket; fails with {@link ParleyException} when it is closed for good before.
     */
    public CompletableFuture<ServerFrame.Ready> ready() {
        return loop.ready().copy();
    }

    /** Whether the connection stands and is live at this moment. */
    public boolean live() {
        return loop.live();
    }

    /** Cuts the connection without a word, as a network does that breaks; it comes back by itself. */
    public void interrupt() {
        loop.interrupt();
    }

    /** Closes the socket for good; sends that are not acknowledged fail. Returns when no listener method runs any more. */
    @Override
    public void close() {
        loop.close();
    }

    /** Configures a socket. */
    public static final class Builder {
        private static final int STORE_CHATS = 10_000;

        private final HttpClient http;
        private final URI address;
        private final TokenSupplier tokens;
        private SocketListener listener = new SocketListener() {};
        private RevStore revs = RevStore.inMemory(STORE_CHATS);
        private boolean fromNow;
        private int capacity = 10_000;
        private Duration firstRetry = Duration.ofMillis(250);
        private Duration mostRetry = Duration.ofSeconds(20);

        private Builder(HttpClient http, URI address, TokenSupplier tokens) {
            this.http = http;
            this.address = address;
            this.tokens = tokens;
        }

        /** Who is told what happens. */
        public Builder listener(SocketListener socketListener) {
            this.listener = socketListener;
            return this;
        }

        /** What is known already; unless set, nothing, kept in memory for the 10,000 chats that changed last. */
        public Builder revs(RevStore store) {
            this.revs = store;
            return this;
        }

        /** The first connection asks for nothing that was before it; later ones resume. */
        public Builder fromNow() {
            this.fromNow = true;
            return this;
        }

        /** How many sends may wait for their answer, 10,000 unless set; further ones fail at once. */
        public Builder pendingSends(int most) {
            this.capacity = most;
            return this;
        }

        /** The wait before the first attempt to come back, and the bound up to which it doubles; 250 ms and 20 s. */
        public Builder retry(Duration first, Duration most) {
            this.firstRetry = first;
            this.mostRetry = most;
            return this;
        }

        /** Begins to connect, and returns at once. */
        public ChatSocket connect() {
            Random random = new Random();
            SocketLoop loop = SocketLoop.start(
                    new HttpConnector(http, address, new Tokens(tokens)),
                    listener,
                    revs,
                    new Outbox(capacity),
                    new Retry(new Backoff(firstRetry, mostRetry, random), random),
                    fromNow);
            return new ChatSocket(loop);
        }
    }

    private record HttpConnector(HttpClient http, URI address, Tokens tokens) implements SocketLoop.Connector {
        @Override
        public Connection open(BiConsumer<Connection, String> frames, Runnable ended)
                throws IOException, Connection.UpgradeRefused, InterruptedException {
            return Connection.open(http, address, tokens.forConnection(), frames, ended);
        }

        @Override
        public boolean available() {
            return !http.isTerminated();
        }
    }
}
