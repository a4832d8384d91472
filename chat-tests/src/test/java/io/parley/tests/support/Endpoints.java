package io.parley.tests.support;

import java.util.List;
import java.util.stream.Stream;

/** Every address of the REST API inside an application, with a body that is in order. */
public final class Endpoints {
    /**
     * An address.
     *
     * @param path after {@code /v1/applications/<id>}
     * @param body null where there is none
     */
    public record Endpoint(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + (path.isEmpty() ? "/" : path);
        }
    }

    private Endpoints() {}

    /** Those of chat-core, for a chat. */
    public static List<Endpoint> core(String chat) {
        String at = "/chats/" + chat;
        return List.of(
                new Endpoint("GET", "", null),
                new Endpoint("PATCH", "", "{\"title\":\"Mine now\"}"),
                new Endpoint("POST", "/token/rotation", "{}"),
                new Endpoint("POST", "/chats", "{\"id\":\"intruder\"}"),
                new Endpoint("GET", "/chats", null),
                new Endpoint("GET", at, null),
                new Endpoint("PATCH", at, "{\"title\":\"Mine now\"}"),
                new Endpoint("POST", at + "/subscriptions", "{\"username\":\"carol\"}"),
                new Endpoint("GET", at + "/subscriptions", null),
                new Endpoint("DELETE", at + "/subscriptions/" + Person.number(1).id(), null),
                new Endpoint("POST", at + "/messages", "{\"clientId\":\"intruder\",\"text\":\"I am in\"}"),
                new Endpoint("GET", at + "/messages", null),
                new Endpoint("GET", at + "/messages/by-client-id/known", null),
                new Endpoint("GET", at + "/messages/1", null),
                new Endpoint("PATCH", at + "/messages/1", "{\"text\":\"Mine now\"}"),
                new Endpoint("DELETE", at + "/messages/1", null),
                new Endpoint("PUT", at + "/messages/1/reactions/x", null),
                new Endpoint("DELETE", at + "/messages/1/reactions/x", null),
                new Endpoint("PUT", at + "/messages/1/pin", null),
                new Endpoint("DELETE", at + "/messages/1/pin", null),
                new Endpoint("GET", at + "/pins", null),
                new Endpoint("DELETE", at, null),
                new Endpoint("GET", at + "/changes?after=0", null),
                new Endpoint("POST", "/sync", "{\"known\":{}}"),
                new Endpoint("GET", "/members", null),
                new Endpoint("GET", "/members/" + Person.number(1).id(), null),
                new Endpoint("DELETE", "/members/" + Person.number(1).id(), null),
                new Endpoint("PUT", "/members/" + Person.number(1).id() + "/ban", "{\"reason\":\"Mine now\"}"),
                new Endpoint("DELETE", "/members/" + Person.number(1).id() + "/ban", null),
                new Endpoint("GET", "/me", null),
                new Endpoint("PATCH", "/me", "{\"presenceHidden\":true}"),
                new Endpoint("GET", "/me/blocked", null),
                new Endpoint("PUT", "/me/blocked/" + Person.number(1).id(), null),
                new Endpoint("DELETE", "/me/blocked/" + Person.number(1).id(), null),
                new Endpoint("GET", "/me/chats", null),
                new Endpoint("GET", at + "/markers", null),
                new Endpoint("PUT", at + "/read", "{\"seq\":1}"));
    }

    /** Those that take a body. */
    public static Stream<Endpoint> withBody(String chat) {
        return core(chat).stream().filter(endpoint -> endpoint.body() != null);
    }
}
