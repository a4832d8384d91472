package io.parley.realtime.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.Subprotocols;
import io.parley.realtime.broker.Node;
import io.parley.realtime.watch.Timeline;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
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
}
