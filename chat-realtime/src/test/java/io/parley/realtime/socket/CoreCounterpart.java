package io.parley.realtime.socket;

import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Sync;
import io.parley.realtime.watch.Timeline;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Speaks chat-core's part of the contract over real HTTP, for tests of the gateway alone: one application with one chat,
 * {@code lobby}, whose three members' three joins and two messages are its past. Everything else does not exist.
 */
public final class CoreCounterpart implements QuarkusTestResourceLifecycleManager {
    static final UUID APPLICATION = Timeline.APPLICATION;
    static final int HEAD = 5;

    private final Vertx vertx = Vertx.vertx();

    /** The past of the chat, for a test to go on from. */
    static Timeline lobby() {
        Timeline lobby = new Timeline("lobby");
        List.of("alice", "bob", "carol").forEach(user -> lobby.joined(SocketTest.id(user)));
        lobby.message(SocketTest.id("alice"));
        lobby.message(SocketTest.id("bob"));
        return lobby;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "quarkus.rest-client.core.url", "http://127.0.0.1:" + server.actualPort(),
                "parley.session.hello-timeout", "2s",
                "parley.send.unacknowledged", "8",
                "parley.socket.compression", "true",
                "quarkus.websockets-next.server.auto-ping-interval", "5s");
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        if (request.getHeader("Authorization") == null) {
            request.response().setStatusCode(401).end();
            return;
        }
        switch (request.path()) {
            case "/internal/v1/heads" ->
                json(
                        request,
                        new Internal.Heads(Json.read(body.getBytes(), Internal.HeadsRequest.class).chats().stream()
                                .map(chat -> (Long) (long) HEAD)
                                .toList()));
            case "/internal/v1/changes" -> changes(request, Json.read(body.getBytes(), Internal.ChangesRequest.class));
            case "/v1/applications/00000000-0000-4000-8000-000000000001/sync" ->
                sync(request, Json.read(body.getBytes(), Sync.Request.class));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void changes(HttpServerRequest request, Internal.ChangesRequest asked) {
        request.response()
                .putHeader("Content-Type", EventBundle.MEDIA_TYPE)
                .putHeader(Internal.COVERED_REV, Integer.toString(HEAD))
                .putHeader(Internal.MORE, "false")
                .end(Buffer.buffer(EventBundle.encode(lobby().after(asked.after()))));
    }

    private static void sync(HttpServerRequest request, Sync.Request asked) {
        List<Entry> missed =
                asked.known() == null ? List.of() : lobby().after(asked.known().getOrDefault("lobby", 0L));
        json(
                request,
                new Sync.Response(
                        List.of(new Sync.ChatChanges(
                                "lobby",
                                "Lobby",
                                Role.MEMBER,
                                2,
                                0,
                                0,
                                HEAD,
                                false,
                                false,
                                missed.stream().map(Entry::event).toList())),
                        null,
                        null));
    }

    private static void json(HttpServerRequest request, Object answer) {
        request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(Json.bytes(answer)));
    }

    @Override
    public void stop() {
        vertx.close();
    }
}
