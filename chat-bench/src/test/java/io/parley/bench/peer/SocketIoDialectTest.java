package io.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Heard;
import io.parley.bench.wire.Number48;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketIoDialectTest {
    private static final long NUMBER = 0xabc_0000_0001L;
    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    private static Dialect.Session session() {
        return new SocketIoDialect().open(new Account("ann", "a.b.c", "", List.of("tea")));
    }

    private static byte[] conversation(String... packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(UPGRADED.getBytes(StandardCharsets.US_ASCII));
        for (String packet : packets) {
            byte[] text = packet.getBytes(StandardCharsets.US_ASCII);
            bytes.write(0x81);
            if (text.length < 126) {
                bytes.write(text.length);
            } else {
                bytes.write(126);
                bytes.write(text.length >> 8);
                bytes.write(text.length & 0xff);
            }
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    @Test
    void conversationIsUnderstoodWhereverTheNetworkCutsIt() {
        // Given
        String message = "42[\"message\",{\"chat\":\"tea\",\"seq\":1,\"sender\":\"bob\",\"clientId\":\""
                + Number48.text(NUMBER) + "\",\"text\":\"" + Number48.text(NUMBER)
                + " and so on\",\"createdAt\":\"2026-01-01T00:00:00.000Z\"}]";
        byte[] bytes = conversation(
                "0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000}",
                "40{\"sid\":\"y\"}",
                message,
                "2",
                "43" + NUMBER + "[{\"seq\":1}]");
        for (int cut = 0; cut <= bytes.length; cut++) {
            // When
            Heard heard = Heard.inTwoParts(session(), bytes, cut);

            // Then
            assertEquals(List.of("ready", "delivered " + NUMBER, "acked " + NUMBER), heard.events(), "cut at " + cut);
            assertEquals(2, heard.replies().size(), "cut at " + cut);
            assertTrue(heard.replies().getFirst().endsWith("40{\"token\":\"a.b.c\"}"));
            assertTrue(heard.replies().getLast().endsWith("3"));
        }
    }

    @Test
    void refusedTokenAndRefusedMessageVoidTheRun() {
        // Given
        String wrongToken = "44{\"message\":\"unauthorized\"}";
        String notAMember = "437[{\"error\":\"forbidden\"}]";

        // When
        byte[] bytes = conversation(wrongToken, notAMember);
        Heard heard = Heard.inTwoParts(session(), bytes, bytes.length);

        // Then
        assertEquals(List.of("refused " + wrongToken, "refused " + notAMember), heard.events());
    }

    @Test
    void messageIsSentAsAnEventThatAsksForItsAcknowledgement() {
        // Given
        byte[] text = (Number48.text(NUMBER) + " hello").getBytes(StandardCharsets.US_ASCII);

        // When
        String frame = new String(session().send("tea", NUMBER, text), StandardCharsets.ISO_8859_1);

        // Then
        assertTrue(
                frame.endsWith("42" + NUMBER + "[\"send\",{\"chat\":\"tea\",\"clientId\":\"" + Number48.text(NUMBER)
                        + "\",\"text\":\"" + Number48.text(NUMBER) + " hello\"}]"),
                frame);
    }
}
