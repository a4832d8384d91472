package io.parley.tests.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.ChatSocket;
import io.parley.client.SocketListener;
import io.parley.contract.Json;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that one person's device was given, in the order in which it came. */
public final class Stream implements SocketListener, AutoCloseable {
    private final Person person;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<ServerFrame.Reset> resets = new CopyOnWriteArrayList<>();
    private AutoCloseable socket;

    private Stream(Person person) {
        this.person = person;
    }

    /** A socket of the client library, which comes back by itself; from nothing known. */
    public static Stream resuming(Tenant tenant, Person person, int number) {
        Stream stream = new Stream(person);
        ChatSocket socket = tenant.as(person, number)
                .socket()
                .listener(stream)
                .retry(Duration.ofMillis(50), Duration.ofSeconds(1))
                .connect();
        stream.socket = socket;
        socket.ready().join();
        return stream;
    }

    /** A bare socket, that shows also what a client would drop; from nothing known. */
    public static Stream bare(Tenant tenant, Person person, int number) {
        Stream stream = new Stream(person);
        stream.socket = RawSocket.open(tenant.parley().gateway(number), tenant.id(), person.token(), stream::frame)
                .live();
        return stream;
    }

    private void frame(JsonNode frame) {
        try {
            String type = frame.path("type").asText();
            if (type.equals("reset")) {
                resets.add((ServerFrame.Reset) Json.MAPPER.treeToValue(frame, ServerFrame.class));
            } else if (type.contains(".")) {
                events.add(Json.MAPPER.treeToValue(frame, Event.class));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onEvent(Event event) {
        events.add(event);
    }

    @Override
    public void onReset(ServerFrame.Reset reset) {
        resets.add(reset);
    }

    public Person person() {
        return person;
    }

    /** The client's socket, of a stream that resumes. */
    public ChatSocket socket() {
        return (ChatSocket) socket;
    }

    public List<ServerFrame.Reset> resets() {
        return resets;
    }

    public List<Event> events(String chat) {
        return events.stream().filter(event -> event.chat().equals(chat)).toList();
    }

    public List<Message> messages(String chat) {
        return events(chat).stream()
                .filter(Event.MessageCreated.class::isInstance)
                .map(event -> ((Event.MessageCreated) event).message())
                .toList();
    }

    /** Waits until this message has come. */
    public Stream has(String chat, long seq) {
        await("message %d of %s at %s".formatted(seq, chat, person))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> messages(chat).stream().anyMatch(message -> message.seq() == seq));
        return this;
    }

    /** Waits until this message has come, or the server has said that it does not replay as much. */
    void hasOrWasReset(String chat, Message message) {
        await("message %d of %s at %s".formatted(message.seq(), chat, person))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> resetTo(chat) >= message.rev() || messages(chat).contains(message));
    }

    /** Up to which rev the server has reset the chat; 0: never. */
    public long resetTo(String chat) {
        return resets.stream()
                .filter(reset -> reset.chat().equals(chat))
                .mapToLong(ServerFrame.Reset::rev)
                .max()
                .orElse(0);
    }

    /** Waits until the chat has come this far. */
    public Stream reached(String chat, long rev) {
        await("rev %d of %s at %s".formatted(rev, chat, person))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> events(chat).stream().anyMatch(event -> event.rev() >= rev));
        return this;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
