package io.parley.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The socket's bytes, cut wherever a network may cut them. */
class ParleyDialectTest {
    private static final Account ANN = new Account("ann", "token", "space", List.of("tea"));
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    private static final int HELLO_FRAME = 2 + 4 + "{\"type\":\"hello\"}".length();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void http(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void frame(int kind, String payload) {
        byte[] content = payload.getBytes(StandardCharsets.US_ASCII);
        bytes.write(kind);
        if (content.length < 126) {
            bytes.write(content.length);
        } else {
            bytes.write(content.length < 1 << 16 ? 126 : 127);
            for (int i = content.length < 1 << 16 ? 1 : 7; i >= 0; i--) {
                bytes.write(i > 3 ? 0 : content.length >> (8 * i));
            }
        }
        bytes.writeBytes(content);
    }

    private static String message(long number, int padding) {
        return "{\"type\":\"message.created\",\"chat\":\"tea\",\"rev\":9,\"message\":{\"seq\":7,\"clientId\":\""
                + Number48.text(number) + "\",\"text\":\"" + "x".repeat(padding) + "\"}}";
    }

    @Test
    void everyCutGivesTheSameFrames() {
        // Given
        http(UPGRADED);
        frame(TEXT, "{\"type\":\"ready\",\"chats\":[{\"chat\":\"tea\",\"rev\":8}]}");
        frame(PING, "alive?");
        frame(TEXT, message(1, 10));
        frame(TEXT, message(2, 300));
        frame(TEXT, "{\"type\":\"ack\",\"clientId\":\"" + Number48.text(2) + "\"}");
        byte[] all = bytes.toByteArray();
        List<String> expected = List.of(
                "reply of " + HELLO_FRAME,
                "ready",
                "reply of " + (2 + 4 + "alive?".length()),
                "delivered 1",
                "delivered 2",
                "acked 2");

        for (int cut = 0; cut <= all.length; cut++) {
            // When
            List<String> heard =
                    Heard.inTwoParts(new ParleyDialect().open(ANN), all, cut).inOrder();

            // Then
            assertEquals(expected, heard, "cut at " + cut);
        }
    }

    @Test
    void frameOfMoreThan64KibIsReadWhole() {
        // Given
        http(UPGRADED);
        frame(TEXT, message(3, 70_000));
        byte[] all = bytes.toByteArray();

        // When
        List<String> heard =
                Heard.inTwoParts(new ParleyDialect().open(ANN), all, 100).inOrder();

        // Then
        assertEquals(List.of("reply of " + HELLO_FRAME, "delivered 3"), heard);
    }

    @Test
    void refusedUpgradeErrorAndCloseAreToldAsSuch() {
        // Given
        http("HTTP/1.1 401 Unauthorized\r\n\r\n");
        frame(TEXT, "{\"type\":\"error\",\"code\":\"forbidden\"}");
        frame(CLOSE, "bye");
        byte[] all = bytes.toByteArray();

        // When
        List<String> heard =
                Heard.inTwoParts(new ParleyDialect().open(ANN), all, 0).inOrder();

        // Then
        assertEquals(3, heard.size());
        assertTrue(heard.stream().allMatch(event -> event.startsWith("refused ")), heard::toString);
    }

    @Test
    void resumingSaysHowFarTheEndedConnectionCame() {
        // Given
        ParleyDialect dialect = new ParleyDialect();
        http(UPGRADED);
        frame(TEXT, message(1, 10));
        Dialect.Session ended = dialect.open(ANN);
        Heard.inTwoParts(ended, bytes.toByteArray(), 0);

        // When
        WebSocketWire resumed = (WebSocketWire) dialect.resume(ANN, ended);

        // Then
        assertEquals(
                "{\"type\":\"hello\",\"known\":{\"tea\":9}}",
                new String(resumed.greeting(), StandardCharsets.US_ASCII));
    }
}
