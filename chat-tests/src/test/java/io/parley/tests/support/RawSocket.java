package io.parley.tests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.Subprotocols;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A socket without any comfort: every frame as it came, and any text to say. It hides nothing that a server does wrong. */
public final class RawSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final Consumer<JsonNode> tap;
    private CompletableFuture<WebSocket> said;

    private RawSocket(Consumer<JsonNode> tap) {
        this.tap = tap;
    }

    /** Connects; fails with {@link Refused} when the upgrade is refused. */
    public static RawSocket open(URI gateway, UUID application, String token) {
        return open(gateway, application, token, _ -> {});
    }

    /** The same; {@code tap} sees each frame as it arrives. */
    public static RawSocket open(URI gateway, UUID application, String token, Consumer<JsonNode> tap) {
        RawSocket socket = new RawSocket(tap);
        URI address = URI.create("ws" + gateway.toString().substring("http".length())
                + "/v1/applications/%s/socket".formatted(application));
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols(Subprotocols.V1);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            WebSocket opened = builder.buildAsync(address, socket).join();
            socket.said = CompletableFuture.completedFuture(opened);
            return socket;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    /** The upgrade was answered with this status. */
    public static final class Refused extends RuntimeException {
        private final int status;

        private Refused(int status) {
            super("the upgrade was refused with " + status);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** Says hello, knowing nothing, and waits until the socket is live. */
    public RawSocket live() {
        return live(Map.of());
    }

    /** Says hello with these revs, or with none, and waits until the socket is live. */
    public RawSocket live(Map<String, Long> known) {
        say(Json.string(new ClientFrame.Hello(known)));
        until("ready");
        return this;
    }

    public synchronized RawSocket say(String text) {
        said = said.thenCompose(socket -> socket.sendText(text, true));
        return this;
    }

    public synchronized RawSocket sayBinary(ByteBuffer data) {
        said = said.thenCompose(socket -> socket.sendBinary(data, true));
        return this;
    }

    public RawSocket say(ClientFrame frame) {
        return say(Json.string(frame));
    }

    /** The next frame of this type; what comes before it is dropped. */
    public JsonNode until(String type) {
        JsonNode frame = next();
        while (!frame.path("type").asText().equals(type)) {
            frame = next();
        }
        return frame;
    }

    public JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame within %d s; closed with %s"
                        .formatted(PATIENCE_SECONDS, closed.isDone() ? closed.join() : "nothing"));
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the connection still stands. */
    public boolean open() {
        return !closed.isDone();
    }

    /** The code with which the server closes it. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the socket was not closed within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                JsonNode frame = Json.MAPPER.readTree(partial.toString());
                tap.accept(frame);
                frames.add(frame);
            } catch (JsonProcessingException e) {
                closed.completeExceptionally(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        said.thenAccept(WebSocket::abort);
    }
}
