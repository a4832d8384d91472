package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.conformance.Cases;
import io.parley.contract.conformance.Patterns;
import io.parley.contract.frame.ClientFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One case of the conformance suite, with this client between a scripted server and a scripted application. */
final class Play implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final List<String> NOTHING_LEFT =
            List.of("event", "reset", "acked", "failed", "closed", "signal", "typing");

    private final Cases.Case script;
    private final Patterns patterns = new Patterns();
    private final Told told = new Told();
    private final Gateway gateway = new Gateway();
    private final ParleyClient client;
    private final ChatSocket socket;
    private Gateway.Device server;

    Play(Cases.Case script) throws Exception {
        this.script = script;
        JsonNode setting = script.tree().path("client");
        this.client = gateway.client(tokens(setting.path("tokens")));
        this.socket = connect(setting);
    }

    private static TokenSupplier tokens(JsonNode answers) {
        Deque<String> left = new ArrayDeque<>();
        answers.forEach(answer -> left.add(answer.textValue()));
        return () -> {
            synchronized (left) {
                return left.isEmpty() ? "token" : left.size() == 1 ? left.getFirst() : left.removeFirst();
            }
        };
    }

    private ChatSocket connect(JsonNode setting) {
        RevStore revs = RevStore.inMemory(1_000);
        setting.path("known")
                .properties()
                .forEach(chat -> revs.advance(chat.getKey(), chat.getValue().longValue()));
        ChatSocket.Builder builder = client.application(new UUID(0, 1))
                .socket()
                .listener(told)
                .revs(revs)
                .retry(Duration.ofMillis(2), Duration.ofMillis(10));
        return (setting.path("start").asText().equals("now") ? builder.fromNow() : builder).connect();
    }

    void all() throws Exception {
        int number = 0;
        for (JsonNode step : script.steps()) {
            number++;
            try {
                String kind = step.fieldNames().next();
                step(kind, step.get(kind));
            } catch (AssertionError e) {
                throw new AssertionError("step %d, %s: %s".formatted(number, step, e.getMessage()), e);
            }
        }
        nothingIsLeft();
    }

    private void step(String kind, JsonNode what) throws Exception {
        switch (kind) {
            case "open" -> open(what);
            case "expect" -> matches(what, nextFrame(what.path("type").asText().equals("ping")));
            case "server" -> server.say(patterns.resolve(what));
            case "ready" -> server.say(ready((ObjectNode) what));
            case "close" -> server.close(what.intValue());
            case "drop" -> server.drop();
            case "api" -> call((ObjectNode) patterns.resolve(what));
            case "told" -> told(what);
            case "untold" -> assertNull(told.of(what.textValue()).peek());
            case "advance" -> Thread.sleep(what.longValue());
            case "quiet" -> quiet(what.longValue());
            default -> throw new AssertionError("This runner does not know the step " + kind);
        }
    }

    private void open(JsonNode how) throws InterruptedException {
        server = gateway.accept();
        assertEquals("parley.v1", server.socket().headers().get("Sec-WebSocket-Protocol"));
        if (how.has("token")) {
            assertEquals(
                    "Bearer " + how.get("token").textValue(),
                    server.socket().headers().get("Authorization"));
        }
    }

    private JsonNode nextFrame(boolean pings) throws Exception {
        while (true) {
            JsonNode frame = json(server.frames().poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            if (pings || !isPing(frame)) {
                return frame;
            }
        }
    }

    private static JsonNode json(String frame) throws Exception {
        assertNotNull(frame, "the client said nothing");
        return Json.MAPPER.readTree(frame);
    }

    private static boolean isPing(JsonNode frame) {
        return frame.path("type").asText().equals("ping");
    }

    private void matches(JsonNode pattern, JsonNode value) {
        assertEquals(Optional.empty(), patterns.mismatch(pattern, value), value::toString);
    }

    private JsonNode ready(ObjectNode changes) {
        ObjectNode ready = Cases.file("ready.json").deepCopy();
        changes.properties().forEach(member -> {
            if (member.getKey().equals("limits")) {
                ready.withObject("limits").setAll((ObjectNode) member.getValue());
            } else {
                ready.set(member.getKey(), member.getValue());
            }
        });
        return patterns.resolve(ready);
    }

    private void told(JsonNode what) throws InterruptedException {
        String kind = what.fieldNames().next();
        JsonNode value = told.of(kind).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(value, "nothing was told");
        matches(what.get(kind), value);
    }

    private void quiet(long millis) throws Exception {
        assertTrue(gateway.noneConnectsWithin(millis), "the client opened a connection");
        assertEquals(List.of(), framesLeft());
    }

    private List<JsonNode> framesLeft() throws Exception {
        List<JsonNode> left = new ArrayList<>();
        BlockingQueue<String> frames = server.frames();
        for (String frame = frames.poll(); frame != null; frame = frames.poll()) {
            JsonNode tree = json(frame);
            if (!isPing(tree)) {
                left.add(tree);
            }
        }
        return left;
    }

    private void nothingIsLeft() throws Exception {
        for (String kind : NOTHING_LEFT) {
            assertEquals(List.of(), List.copyOf(told.of(kind)), "of the kind " + kind);
        }
        assertEquals(List.of(), framesLeft());
    }

    private void call(ObjectNode api) {
        String chat = api.path("chat").asText();
        switch (api.path("call").asText()) {
            case "send" -> send(api);
            case "watch" -> socket.watch(strings(api.path("chats")), strings(api.path("users")));
            case "mark" ->
                socket.mark(
                        chat,
                        api.path("readSeq").asLong(),
                        api.path("deliveredSeq").asLong());
            case "typing" -> typing(chat, api.path("typing").asBoolean(true));
            case "signal" ->
                socket.signal(
                        chat,
                        api.path("name").asText(),
                        (ObjectNode) api.get("payload"),
                        strings(api.path("to")).toArray(String[]::new));
            case "close" -> socket.close();
            default -> throw new AssertionError("This runner does not know the call");
        }
    }

    private void send(ObjectNode api) {
        List<String> recipients = strings(api.path("recipients"));
        ClientFrame.Send send = new ClientFrame.Send(
                api.path("chat").asText(),
                api.path("clientId").asText(UUID.randomUUID().toString()),
                api.path("text").asText(),
                recipients.isEmpty() ? null : recipients,
                (ObjectNode) api.get("metadata"),
                api.path("accepted").asBoolean() ? true : null);
        told.follow(send, send.accepted() == null ? new Delivery(null, socket.send(send)) : socket.deliver(send));
    }

    private void typing(String chat, boolean typing) {
        if (typing) {
            socket.typing(chat);
        } else {
            socket.stoppedTyping(chat);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.textValue()));
        return strings;
    }

    @Override
    public void close() throws Exception {
        socket.close();
        client.close();
        gateway.close();
    }
}
