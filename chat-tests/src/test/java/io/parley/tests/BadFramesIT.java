package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.frame.ClientFrame;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Whole;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A frame that is wrong is refused, and the connection goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFramesIT {
    private static final String CHAT = "target";

    private final Parley parley = Parley.shared();
    private final Person member = Person.number(1);
    private Tenant tenant;
    private RawSocket socket;
    private long stored;

    private record Wrong(String frame, String code, String field) {
        @Override
        public String toString() {
            return frame.length() > 70 ? frame.substring(0, 70) + "..." : frame;
        }
    }

    @BeforeAll
    void aLiveSocket() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, member, Person.number(2));
        socket = RawSocket.open(parley.gateway(0), tenant.id(), member.token()).live();
    }

    @AfterAll
    void nothingWasHarmed() {
        assertTrue(socket.open());
        socket.close();
        assertEquals(stored, parley.database().chat(tenant.id(), CHAT).lastSeq());
        Whole.verify(tenant, List.of(member, Person.number(2)), List.of());
    }

    static Stream<Wrong> wrongFrames() {
        return Stream.of(
                new Wrong("not json", "invalid_request", ""),
                new Wrong("{\"type\":\"send\"", "invalid_request", ""),
                new Wrong("", "invalid_request", ""),
                new Wrong("[]", "invalid_request", ""),
                new Wrong("null", "invalid_request", "type"),
                new Wrong("7", "invalid_request", "type"),
                new Wrong("{}", "invalid_request", "type"),
                new Wrong("{\"type\":null}", "invalid_request", "type"),
                new Wrong("{\"type\":\"destroy\"}", "invalid_request", "type"),
                new Wrong("{\"type\":\"ack\"}", "invalid_request", "type"),
                new Wrong("{\"type\":\"message.created\"}", "invalid_request", "type"),
                new Wrong("{\"type\":\"hello\"}", "invalid_request", "type"),
                new Wrong("[".repeat(5_000), "invalid_request", ""),
                send("\"chat\":7", "chat"),
                send("\"chat\":\"no spaces\"", "chat"),
                send("\"chat\":\"target\",\"text\":\"a\"", "clientId"),
                send("\"chat\":\"target\",\"clientId\":\"a\"", "text"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":true", "text"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"\\u0000\"", "text"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"%s\"".formatted("x".repeat(10_001)), "text"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[]", "recipients"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"a\",\"recipients\":{}", "recipients"),
                send(
                        "\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[%s]"
                                .formatted(users(257)),
                        "recipients"),
                send("\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"a\",\"metadata\":[]", "metadata"),
                new Wrong(
                        "{\"type\":\"send\",\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"a\",\"recipients\":[%s]}"
                                .formatted(users(10_000)),
                        "payload_too_large",
                        ""),
                new Wrong(
                        "{\"type\":\"send\",\"chat\":\"target\",\"clientId\":\"a\",\"text\":\"%s\"}"
                                .formatted("x".repeat(1_048_576)),
                        "payload_too_large",
                        ""),
                new Wrong("{\"type\":\"ping\",\"id\":\"%s\"}".formatted("x".repeat(65)), "invalid_request", "id"));
    }

    private static Wrong send(String rest, String field) {
        return new Wrong("{\"type\":\"send\"," + rest + "}", "invalid_request", field);
    }

    private static String users(int count) {
        return IntStream.range(0, count).mapToObj("\"user-%d\""::formatted).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("wrongFrames")
    void itIsRefusedWithAReasonAndTheNextOneIsTaken(Wrong wrong) {
        // When
        socket.say(wrong.frame());
        JsonNode refusal = socket.until("error");

        // Then
        assertEquals(wrong.code(), refusal.path("code").asText(), refusal.toString());
        assertEquals(wrong.field(), refusal.path("field").asText(), refusal.toString());
        assertFalse(refusal.path("message").asText().isBlank());
        goodFrameIsTaken();
    }

    @Test
    void aBinaryFrameIsRefused() {
        socket.sayBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertEquals("invalid_request", socket.until("error").path("code").asText());
        goodFrameIsTaken();
    }

    @Test
    void aMessageToARecipientWhoIsNotSubscribedIsRefusedUnderItsClientId() {
        socket.say(new ClientFrame.Send(CHAT, "lost", "a", List.of("nobody"), null, null));

        JsonNode refusal = socket.until("error");
        assertEquals("recipient_not_subscribed", refusal.path("code").asText());
        assertEquals("lost", refusal.path("clientId").asText());
        assertEquals(CHAT, refusal.path("chat").asText());
        goodFrameIsTaken();
    }

    private void goodFrameIsTaken() {
        socket.say(new ClientFrame.Send(CHAT, "good-" + ++stored, "still here", null, null, null));
        assertEquals(stored, socket.until("ack").path("seq").asLong());
    }

    @Test
    void nothingMayBeSaidBeforeHello() {
        try (RawSocket silent = RawSocket.open(parley.gateway(0), tenant.id(), member.token())) {
            silent.say(new ClientFrame.Send(CHAT, "early", "a", null, null, null));

            assertEquals("invalid_request", silent.until("error").path("code").asText());
            silent.live();
        }
    }

    @Test
    void aHelloWithImpossibleRevsIsRefusedAndAnotherIsTaken() {
        for (String known : List.of("{\"target\":-1}", "{\"no spaces\":1}", "{\"target\":\"x\"}", "[]", "7")) {
            try (RawSocket fresh = RawSocket.open(parley.gateway(0), tenant.id(), member.token())) {
                fresh.say("{\"type\":\"hello\",\"known\":%s}".formatted(known));

                assertEquals(
                        "invalid_request", fresh.until("error").path("code").asText(), known);
                fresh.live();
            }
        }
    }

    @Test
    void whoNeverSaysAnythingSensibleIsSentAwayForGood() {
        try (RawSocket fresh =
                RawSocket.open(parley.gateway(1), tenant.id(), member.token()).live()) {
            for (int i = 0; i < 300; i++) {
                fresh.say("nonsense");
            }

            assertEquals(4501, fresh.closeCode());
        }
    }
}
