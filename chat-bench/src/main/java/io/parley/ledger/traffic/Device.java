package io.parley.ledger.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Sent;
import io.parley.ledger.evidence.Stream;
import io.parley.ledger.part.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A device of one person in one application: a socket that comes back, to the other gateway each time, resumes from what it
 * knows, and notes every event. It drops nothing and mends nothing, as a client library would.
 */
final class Device {
    private static final long SILENT_MILLIS = 6_000;
    private static final long DEAD_MILLIS = 15_000;
    private static final long TICK_MILLIS = 500;

    private final HttpClient http;
    private final Installation installation;
    private final Tenant tenant;
    private final Person person;
    private final Ledger ledger;
    private final Stream stream;
    private final Outbox outbox = new Outbox();
    private final Known known = new Known();
    private final Reader reader;
    private final SplittableRandom jitter;
    private final Semaphore wake = new Semaphore(0);
    private int gateway;
    private volatile boolean closed;
    private @Nullable Socket current;
    private Stream.@Nullable Connection connection;
    private volatile boolean live;

    Device(HttpClient http, Installation installation, Tenant tenant, Person person, Ledger ledger, int number) {
        this.http = http;
        this.installation = installation;
        this.tenant = tenant;
        this.person = person;
        this.ledger = ledger;
        this.gateway = number;
        this.jitter = new SplittableRandom(number);
        String name = "%s in %s, device %d".formatted(person.name(), tenant.name(), number);
        this.stream = ledger.stream(new Stream(tenant.id(), person.id(), name));
        this.reader = new Reader(tenant, person, stream, known, () -> closed);
    }

    void start() {
        Thread.ofVirtual().name(stream.device()).start(this::run);
    }

    /** Sends a message until there is a final answer; then {@code answered} runs. */
    void send(Sent sent, Runnable answered) {
        outbox.add(sent, answered);
        wake.release();
    }

    boolean live() {
        return live;
    }

    /** Whether everything is answered and read, and the socket is live. */
    boolean settled() {
        return live && outbox.isEmpty() && reader.idle();
    }

    /** How far it has come in that chat. */
    long known(String chat) {
        return known.of(chat);
    }

    boolean belongsTo(Tenant other, String user) {
        return tenant.id().equals(other.id()) && person.id().equals(user);
    }

    void close() {
        closed = true;
        wake.release();
    }

    private void run() {
        while (!closed) {
            try {
                serve();
            } catch (IOException | RuntimeException e) {
                // Whatever is away comes back; until then this is tried again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            forget();
            gateway++;
            Pause.of(100 + jitter.nextInt(600));
        }
    }

    private void serve() throws IOException, InterruptedException {
        URI address = URI.create("ws" + installation.gateway(gateway).toString().substring("http".length())
                + "/v1/applications/%s/socket".formatted(tenant.id()));
        Socket socket = Socket.open(http, address, person.token(), this::frame, wake::release);
        synchronized (this) {
            current = socket;
            connection = stream.connected(
                    "gateway-" + (1 + gateway % installation.gateways().size()));
        }
        socket.say(Json.string(known.hello()));
        long asked = 0;
        while (!closed && !socket.over() && socket.silentMillis() < DEAD_MILLIS) {
            if (live) {
                outbox.due(System.currentTimeMillis()).forEach(socket::say);
            }
            if (socket.silentMillis() > SILENT_MILLIS && System.nanoTime() - asked > SILENT_MILLIS * 1_000_000) {
                asked = System.nanoTime();
                socket.say(Json.string(new ClientFrame.Ping(null)));
            }
            if (wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        }
    }

    /** From here on nothing of this connection counts. */
    private synchronized void forget() {
        Socket last = current;
        current = null;
        connection = null;
        live = false;
        outbox.reconnected();
        if (last != null) {
            last.abort();
        }
    }

    private synchronized void frame(Socket socket, String text) {
        Stream.Connection open = connection;
        if (socket != current || open == null) {
            return;
        }
        try {
            JsonNode frame = Json.MAPPER.readTree(text);
            if (frame.path("type").asText().contains(".")) {
                event(open, Seen.of(Json.MAPPER.treeToValue(frame, Event.class), System.currentTimeMillis()));
            } else {
                control(Json.MAPPER.treeToValue(frame, ServerFrame.class));
            }
        } catch (JsonProcessingException e) {
            anomaly("a frame that cannot be read: " + e.getOriginalMessage());
        }
    }

    private void event(Stream.Connection open, Seen seen) {
        open.add(seen);
        if (seen.leaves(person.id())) {
            known.forget(seen.chat());
            return;
        }
        long before = known.of(seen.chat());
        known.advance(seen.chat(), seen.rev());
        if (live && seen.joins(person.id())) {
            // What was before is not replayed to who joins while connected.
            known.gap(seen.chat(), before);
            reader.read(seen.chat());
        }
    }

    private void control(ServerFrame frame) {
        long now = System.currentTimeMillis();
        switch (frame) {
            case ServerFrame.Ready ready -> {
                known.ready(ready);
                live = true;
                wake.release();
            }
            case ServerFrame.Ack ack -> outbox.acknowledged(ack, now);
            case ServerFrame.Refusal refusal -> {
                if (!outbox.refused(refusal, now)) {
                    anomaly("refused: " + refusal.code() + " " + refusal.message());
                }
                wake.release();
            }
            case ServerFrame.Reset reset -> {
                known.reset(reset);
                reader.read(reset.chat());
            }
            case ServerFrame.Pong _,
                    ServerFrame.Accepted _,
                    ServerFrame.Token _,
                    ServerFrame.Markers _,
                    ServerFrame.Inbox _,
                    ServerFrame.DraftChanged _,
                    ServerFrame.Self _,
                    ServerFrame.Typing _,
                    ServerFrame.Presence _,
                    ServerFrame.Signal _ -> {}
        }
    }

    private void anomaly(String what) {
        ledger.met(new Ledger.Anomaly(false, stream.device(), what, System.currentTimeMillis()));
    }
}
