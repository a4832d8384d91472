package io.parley.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestDialectTest {
    private static final Account ANN = new Account("ann", "token", "space", List.of("tea"));
    private static final String ME = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-length: 2\r\n\r\n{}";

    private static byte[] created(long number) {
        String body = "{\"seq\":1,\"clientId\":\"" + Number48.text(number) + "\"}";
        return ascii(ME + "HTTP/1.1 201 Created\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> heard(byte[] answers, int cut) {
        Dialect.Session session = new RestDialect().open(ANN);
        session.opening();
        session.send("tea", 5, ascii("text"));
        return Heard.inTwoParts(session, answers, cut).inOrder().stream()
                .map(event -> event.startsWith("reply") ? "asks next" : event)
                .toList();
    }

    @Test
    void everyCutGivesTheSameAnswers() {
        // Given
        byte[] answers = created(5);

        for (int cut = 0; cut <= answers.length; cut++) {
            // When
            List<String> heard = heard(answers, cut);

            // Then
            assertEquals(List.of("asks next", "ready", "acked 5"), heard, "cut at " + cut);
        }
    }

    @Test
    void chunksArePutTogetherWhereverTheyAreCut() {
        // Given
        String body = "{\"clientId\":\"" + Number48.text(5) + "\"}";
        byte[] answers = ascii(ME + "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "a\r\n" + body.substring(0, 10) + "\r\n"
                + Integer.toHexString(body.length() - 10) + "\r\n" + body.substring(10) + "\r\n0\r\n\r\n");

        for (int cut = 0; cut <= answers.length; cut++) {
            // When
            List<String> heard = heard(answers, cut);

            // Then
            assertEquals(List.of("asks next", "ready", "acked 5"), heard, "cut at " + cut);
        }
    }

    @Test
    void answerThatPromisesNothingIsRefused() {
        // Given
        byte[] answers = ascii(ME + "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n");

        // When
        List<String> heard = heard(answers, 0);

        // Then
        assertEquals(List.of("asks next", "ready", "refused 202 "), heard);
    }
}
