package io.parley.core.message;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.subscribe;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chat that alice owns, in which bob is a member and carol a reader. */
final class Room {
    static final TestUser ALICE = owner();
    static final TestUser BOB = TestUsers.user("bob");
    static final TestUser CAROL = TestUsers.user("carol");

    private final Applications.Provisioned application = provision();
    private final String chat;

    Room() {
        this(Map.of());
    }

    Room(Map<String, ?> properties) {
        Map<String, Object> create = new HashMap<>(properties);
        create.put("id", "room");
        as(ALICE, create).post(path(application) + "/chats").then().statusCode(201);
        chat = path(application) + "/chats/room";
        subscribe(application, chat, BOB, "member");
        subscribe(application, chat, CAROL, "reader");
    }

    String token() {
        return application.token();
    }

    String chat() {
        return chat;
    }

    String application() {
        return path(application);
    }

    String message(long seq) {
        return chat + "/messages/" + seq;
    }

    Message send(TestUser sender, String text, TestUser... recipients) {
        Map<String, Object> body = new HashMap<>(Map.of("text", text));
        if (recipients.length > 0) {
            body.put(
                    "recipients", List.of(recipients).stream().map(TestUser::id).toList());
        }
        return send(sender, body);
    }

    Message send(TestUser sender, Map<String, ?> body) {
        Response response = as(sender, body).post(chat + "/messages");
        response.then().statusCode(201);
        return Json.read(response.asByteArray(), Message.class);
    }

    Message read(TestUser reader, long seq) {
        Response response = as(reader).get(message(seq));
        response.then().statusCode(200);
        return Json.read(response.asByteArray(), Message.class);
    }

    /** The types of the changes after a rev, with their revs. */
    List<String> changes(TestUser reader, long after) {
        List<Map<String, Object>> changes = as(reader)
                .queryParam("after", after)
                .get(chat + "/changes")
                .then()
                .statusCode(200)
                .extract()
                .path("changes");
        return changes.stream()
                .map(change -> change.get("rev") + " " + change.get("type"))
                .toList();
    }

    /** The chat's last rev. */
    int rev() {
        return as(ALICE).get(chat).path("rev");
    }
}
