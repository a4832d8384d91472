package io.parley.tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.conformance.Cases;
import io.parley.contract.conformance.Patterns;
import io.parley.contract.rest.Chats;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One case of the server's conformance suite, with real users at an installation. */
public final class ServerPlay implements AutoCloseable {
    private static final Map<String, Person> PEOPLE =
            Map.of("alice", Person.number(1), "bob", Person.number(2), "carol", Person.number(3));

    private final Parley parley;
    private final Cases.Case script;
    private final Tenant tenant;
    private final Patterns patterns = new Patterns();
    private final Map<String, PlayedSocket> sockets = new HashMap<>();

    public ServerPlay(Parley parley, Cases.Case script) {
        this.parley = parley;
        this.script = script;
        this.tenant = Tenant.in(parley);
        patterns.bind("application", tenant.id().toString());
        PEOPLE.forEach((name, person) -> patterns.bind(name, person.id()).bind(name + ".token", person.token()));
        script.tree().path("chats").properties().forEach(chat -> create(chat.getKey(), chat.getValue()));
    }

    private void create(String chat, JsonNode members) {
        tenant.asApplication().createChat(new Chats.Create(chat, null, null));
        members.properties().forEach(member -> tenant.asApplication()
                .chat(chat)
                .subscribe(new Chats.Subscribe(
                        PEOPLE.get(member.getKey()).id(),
                        null,
                        Role.of(member.getValue().asText()))));
    }

    public void all() {
        int number = 0;
        for (JsonNode step : script.steps()) {
            number++;
            try {
                step((ObjectNode) step);
            } catch (AssertionError e) {
                throw new AssertionError("step %d, %s: %s".formatted(number, shortened(step), e.getMessage()), e);
            }
        }
    }

    private static String shortened(JsonNode step) {
        String text = step.toString();
        return text.length() < 500 ? text : text.substring(0, 500) + "...";
    }

    private void step(ObjectNode step) {
        String who = step.path("as").asText();
        step.properties().stream()
                .filter(member -> !member.getKey().equals("as"))
                .forEach(member -> step(who, member.getKey(), member.getValue()));
    }

    private void step(String who, String kind, JsonNode what) {
        switch (kind) {
            case "open" -> open(who, what);
            case "live" -> live(who, what);
            case "send" -> sockets.get(who).say(patterns.resolve(what).toString());
            case "text" -> sockets.get(who).say(what.asText());
            case "expect" ->
                matches(what, sockets.get(who).next(what.path("type").asText()));
            case "order" ->
                what.forEach(pattern -> matches(pattern, sockets.get(who).next()));
            case "none" -> assertEquals(Optional.empty(), sockets.get(who).unasked(what.asText()));
            case "closed" -> assertEquals(what.asInt(), sockets.get(who).closeCode());
            case "close" -> sockets.remove(who).close();
            case "rest" -> rest(who, what);
            default -> throw new AssertionError("This runner does not know the step " + kind);
        }
    }

    private void matches(JsonNode pattern, JsonNode value) {
        assertEquals(Optional.empty(), patterns.mismatch(pattern, value), value::toString);
    }

    private static Person person(String who) {
        return PEOPLE.get(who.replaceFirst("/.*", ""));
    }

    private void open(String who, JsonNode how) {
        UUID application =
                UUID.fromString(how.path("application").asText(tenant.id().toString()));
        URI gateway = parley.gateway(how.path("gateway").asInt());
        PlayedSocket before = sockets.put(
                who,
                new PlayedSocket(
                        RawSocket.open(gateway, application, person(who).token())));
        if (before != null) {
            before.close();
        }
    }

    private void live(String who, JsonNode how) {
        open(who, how);
        ObjectNode hello = Json.MAPPER.createObjectNode().put("type", "hello");
        if (how.has("known")) {
            hello.set("known", patterns.resolve(how.get("known")));
        }
        PlayedSocket socket = sockets.get(who);
        socket.say(hello.toString());
        socket.next("ready");
        socket.next("self");
    }

    private void rest(String who, JsonNode request) {
        String token = who.equals("application") ? tenant.token() : person(who).token();
        String path = request.path("path").asText();
        for (Map.Entry<String, Person> each : PEOPLE.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue().id());
        }
        URI address = parley.core(0).resolve(Clients.path(tenant.id(), path));
        String body =
                request.has("body") ? patterns.resolve(request.get("body")).toString() : null;
        for (int count = 1; count <= request.path("times").asInt(1); count++) {
            Wire.Answer answer = Wire.send(
                    request.path("method").asText(),
                    address,
                    token,
                    body == null ? null : body.replace("$count", String.valueOf(count)));
            int wanted = request.path("status").asInt(answer.status() / 100 == 2 ? answer.status() : 200);
            assertEquals(wanted, answer.status(), () -> answer.body().toString());
            if (request.has("expect")) {
                matches(request.get("expect"), answer.body());
            }
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(PlayedSocket::close);
    }
}
