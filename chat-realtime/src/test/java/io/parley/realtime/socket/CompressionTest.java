package io.parley.realtime.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.frame.Subprotocols;
import io.parley.realtime.session.Sessions;
import io.parley.realtime.watch.Timeline;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients with permessage-deflate (RFC 7692), made by others. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@QuarkusTestResource(CoreCounterpart.class)
class CompressionTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Sessions sessions;

    @ConfigProperty(name = "parley.broker.prefix")
    String prefix;

    @ConfigProperty(name = "amqp-host")
    String host;

    @ConfigProperty(name = "amqp-port")
    int port;

    @ConfigProperty(name = "amqp-username")
    String username;

    @ConfigProperty(name = "amqp-password")
    String password;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();

    private WebSocket connect() throws Exception {
        WebSocketConnectOptions address = new WebSocketConnectOptions()
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setURI("/v1/applications/%s/socket".formatted(CoreCounterpart.APPLICATION))
                .setAllowOriginHeader(false)
                .addSubProtocol(Subprotocols.V1)
                .putHeader("Authorization", "Bearer " + SocketTest.token("alice"));
        WebSocket socket = vertx.createWebSocketClient(new WebSocketClientOptions()
                        .setTryUsePerMessageCompression(true)
                        .setMaxFrameSize(1_000_000)
                        .setMaxMessageSize(1_000_000))
                .connect(address)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        socket.textMessageHandler(text -> frames.add(Json.read(text, JsonNode.class)));
        return socket;
    }

    private JsonNode next() throws InterruptedException {
        return frames.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void largeAndSmallFramesArriveWholeAndInOrderAndCompressedOnesAreUnderstood() throws Exception {
        // Given
        Awaitility.await().until(() -> sessions.count() == 0);
        Timeline lobby = CoreCounterpart.lobby();
        WebSocket socket = connect();
        try (CoreOnBroker core = new CoreOnBroker(prefix, host, port, username, password)) {
            socket.writeTextMessage("{\"type\":\"hello\"}");
            assertEquals("ready", next().path("type").asText());
            assertEquals("self", next().path("type").asText());

            // When
            for (int characters : new int[] {1, 10_000, 100, 5_000, 60_000, 300}) {
                Entry entry = lobby.large(SocketTest.id("bob"), characters);
                core.publish(entry);

                // Then
                assertEquals(Json.read(entry.frame(), JsonNode.class), next());
            }
            socket.writeTextMessage("{\"type\":\"ping\",\"id\":\"%s\"}".formatted("p".repeat(60)));
            assertEquals("pong", next().path("type").asText());
        } finally {
            vertx.close();
        }
    }

    @Test
    void theExtensionIsAgreedToWithWhoOffersIt() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write("""
                            GET /v1/applications/%s/socket HTTP/1.1\r
                            Host: localhost\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Extensions: permessage-deflate\r
                            Authorization: Bearer %s\r
                            \r
                            """.formatted(CoreCounterpart.APPLICATION, SocketTest.token("alice"))
                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head::toString);
            assertTrue(head.toString().toLowerCase(Locale.ROOT).contains("permessage-deflate"), head::toString);
        }
    }
}
