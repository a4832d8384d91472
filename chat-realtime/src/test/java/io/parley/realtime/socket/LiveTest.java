package io.parley.realtime.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.Subprotocols;
import io.parley.realtime.broker.Node;
import io.parley.realtime.session.Sessions;
import io.parley.realtime.watch.Timeline;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@QuarkusTestResource(CoreCounterpart.class)
class LiveTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Node node;

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

    private final Timeline lobby = CoreCounterpart.lobby();
    private CoreOnBroker core;

    @BeforeEach
    void connectCore() {
        Awaitility.await().until(() -> sessions.count() == 0);
        core = new CoreOnBroker(prefix, host, port, username, password);
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    private TestSocket ready(String user) throws InterruptedException {
        URI address = URI.create("ws://%s:%d/v1/applications/%s/socket"
                .formatted(base.getHost(), base.getPort(), CoreCounterpart.APPLICATION));
        TestSocket socket = TestSocket.open(
                        address, Map.of("Authorization", "Bearer " + SocketTest.token(user)), Subprotocols.V1)
                .send("{\"type\":\"hello\"}");
        socket.next("ready");
        socket.next("self");
        return socket;
    }

    private static String send(String clientId) {
        return "{\"type\":\"send\",\"chat\":\"lobby\",\"clientId\":\"%s\",\"text\":\"hi\",\"sender\":\"mallory\"}"
                .formatted(clientId);
    }

    @Test
    void aSendBecomesACommandOfTheTokensSubjectAndIsAcknowledgedOnceItIsStored() throws InterruptedException {
        try (TestSocket alice = ready("alice")) {
            // When
            alice.send(send("c1"));
            Command.SendMessage command = core.nextMessage();
            core.answer(node.name(), new Outcome.Stored(command.id(), 3, 6, Instant.EPOCH, false));

            // Then
            assertEquals(SocketTest.id("alice"), command.sender());
            assertEquals(CoreCounterpart.APPLICATION, command.application());
            assertEquals("hi", command.text());
            JsonNode ack = alice.next("ack");
            assertEquals("c1", ack.path("clientId").asText());
            assertEquals(3, ack.path("seq").asLong());
        }
    }

    @Test
    void aRefusedCommandIsAnErrorThatNamesTheMessage() throws InterruptedException {
        try (TestSocket alice = ready("alice")) {
            // When
            alice.send(send("c2"));
            Command.SendMessage command = core.nextMessage();
            core.answer(
                    node.name(), new Outcome.Refused(command.id(), ErrorCode.FORBIDDEN, null, "readers do not write"));

            // Then
            JsonNode error = alice.next("error");
            assertEquals("forbidden", error.path("code").asText());
            assertEquals("c2", error.path("clientId").asText());
            assertEquals("lobby", error.path("chat").asText());
        }
    }

    @Test
    void aCommandThatIsNotAnsweredIsSentAgain() throws InterruptedException {
        try (TestSocket alice = ready("alice")) {
            // When
            alice.send(send("c3"));
            Command.SendMessage first = core.nextMessage();
            Command.SendMessage second = core.nextMessage();

            // Then
            assertEquals(first, second);
            core.answer(node.name(), new Outcome.Stored(second.id(), 3, 6, Instant.EPOCH, true));
            alice.next("ack");
        }
    }

    @Test
    void liveEventsReachAllDevicesOfThoseWhoMaySeeThemInOrder() throws InterruptedException {
        try (TestSocket alicePhone = ready("alice");
                TestSocket aliceDesk = ready("alice");
                TestSocket bob = ready("bob");
                TestSocket carol = ready("carol")) {
            // When
            var directed = lobby.message(SocketTest.id("alice"), SocketTest.id("bob"));
            var open = lobby.message(SocketTest.id("bob"));
            core.publish(open);
            core.publish(directed);

            // Then
            for (TestSocket socket : new TestSocket[] {alicePhone, aliceDesk, bob}) {
                assertEquals(6, socket.next("message.created").path("rev").asLong());
                assertEquals(7, socket.next("message.created").path("rev").asLong());
            }
            assertEquals(7, carol.next("message.created").path("rev").asLong());
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutAndTheOthersGetEverything() throws Exception {
        try (TestSocket alice = ready("alice");
                Socket stalled = stalled("bob")) {
            // When
            long rev = CoreCounterpart.HEAD;
            for (int i = 0; i < 1_000; i++) {
                core.publish(lobby.large(SocketTest.id("carol"), 10_000));

                // Then; in small portions, so that she who reads never has much on its way
                while (i % 20 == 19 && rev < lobby.head()) {
                    assertEquals(
                            ++rev, alice.next("message.created").path("rev").asLong());
                }
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sessions.count() == 1);
            assertTrue(stalled.isConnected());
        }
    }

    /** Says hello, reads up to {@code ready} and never again. RFC 6455, sections 4.1 and 5.2. */
    private Socket stalled(String user) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        int before = sessions.count();
        OutputStream out = socket.getOutputStream();
        out.write("""
                GET /v1/applications/%s/socket HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Authorization: Bearer %s\r
                \r
                """.formatted(CoreCounterpart.APPLICATION, SocketTest.token(user))
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Awaitility.await().until(() -> sessions.count() == before + 1);
        byte[] hello = "{\"type\":\"hello\"}".getBytes(StandardCharsets.US_ASCII);
        // A final text frame, masked with zeros.
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | hello.length), 0, 0, 0, 0});
        out.write(hello);
        out.flush();
        // Its state is of before all that the test publishes, as it would be with a real chat-core.
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf("\"ready\"") < 0) {
            heard.append((char) socket.getInputStream().read());
        }
        return socket;
    }
}
