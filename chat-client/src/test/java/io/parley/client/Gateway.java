package io.parley.client;

import io.netty.channel.Channel;
import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway whose every word the test says itself, so that it can go wrong in ways that a real one does not. */
final class Gateway implements AutoCloseable {
    static final String USER = "alice";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Device> devices = new LinkedBlockingQueue<>();
    private final Map<SocketAddress, Channel> networks = new ConcurrentHashMap<>();
    private final HttpServer server;

    Gateway() throws Exception {
        server = vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("parley.v1"))
                .connectionHandler(
                        connection -> networks.put(connection.remoteAddress(), ((ConnectionBase) connection).channel()))
                .webSocketHandler(socket -> {
                    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
                    socket.textMessageHandler(frames::add);
                    devices.add(new Device(socket, frames, networks.remove(socket.remoteAddress())));
                })
                .requestHandler(request -> request.response().setStatusCode(401).end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    ParleyClient client(TokenSupplier tokens) {
        return ParleyClient.builder()
                .realtime(URI.create("http://127.0.0.1:" + server.actualPort()))
                .tokens(tokens)
                .build();
    }

    /** The next connection that a client has made. */
    Device accept() throws InterruptedException {
        Device device = devices.poll(10, TimeUnit.SECONDS);
        if (device == null) {
            throw new AssertionError("no client connected within 10 s");
        }
        return device;
    }

    boolean noneConnectsWithin(long millis) throws InterruptedException {
        return devices.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static Event.MessageCreated message(String chat, long rev, String text) {
        return new Event.MessageCreated(chat, rev, new Message(rev, rev, "c" + rev, "someone", text, null, null, NOW));
    }

    static ServerFrame.Ack ack(ClientFrame.Send send, long seq) {
        return new ServerFrame.Ack(send.chat(), send.clientId(), seq, seq, NOW, false);
    }

    /** The server's end of one connection. */
    record Device(ServerWebSocket socket, BlockingQueue<String> frames, Channel network) {
        ClientFrame next() throws InterruptedException {
            String frame = frames.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("the client said nothing within 10 s");
            }
            return Json.read(frame, ClientFrame.class);
        }

        ClientFrame.Hello hello() throws InterruptedException {
            return (ClientFrame.Hello) next();
        }

        ClientFrame.Send send() throws InterruptedException {
            return (ClientFrame.Send) next();
        }

        boolean silentFor(long millis) throws InterruptedException {
            return frames.poll(millis, TimeUnit.MILLISECONDS) == null;
        }

        Device say(Object frame) {
            socket.writeTextMessage(Json.string(frame));
            return this;
        }

        Device ready(int unacknowledged, int pingSeconds, ServerFrame.ChatHead... chats) {
            return ready(NOW, unacknowledged, pingSeconds, chats);
        }

        Device ready(Instant tokenExpiresAt) {
            return ready(tokenExpiresAt, 64, 30);
        }

        private Device ready(
                Instant tokenExpiresAt, int unacknowledged, int pingSeconds, ServerFrame.ChatHead... chats) {
            return say(new ServerFrame.Ready(
                    "session",
                    "node",
                    new UUID(0, 1),
                    USER,
                    tokenExpiresAt,
                    pingSeconds,
                    new ServerFrame.FrameLimits(
                            65_536, 196_608, 10_000, 256, 4_096, unacknowledged, 2_048, 100, 500, 100),
                    List.of(chats),
                    false));
        }

        Device ready(ServerFrame.ChatHead... chats) {
            return ready(64, 30, chats);
        }

        static ServerFrame.ChatHead head(String chat, long rev) {
            return new ServerFrame.ChatHead(chat, null, Role.MEMBER, 0, rev, 0, 0);
        }

        /** The network breaks: no close frame. */
        void drop() {
            network.close();
        }

        void close(int code) {
            socket.close((short) code, "because the test says so");
        }
    }
}
