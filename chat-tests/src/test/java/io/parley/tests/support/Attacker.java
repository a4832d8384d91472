package io.parley.tests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says fuzzed frames on one connection after the other, and looks how each is taken. One thread's. */
public final class Attacker {
    /** Of those who break RFC 6455 (section 7.4.1); who says more after that may find the line cut before the code arrives. */
    private static final Set<Integer> BROKEN_FRAMING = Set.of(1002, 1009, ByteSocket.NO_CODE);

    private static final int BAD_FRAMES = 100;
    private static final Set<String> ERRORS =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toSet());
    private static final Pattern INSIDES = Pattern.compile("Exception|io\\.parley|com\\.fasterxml|java\\.|\\tat ");
    private static final List<ObjectNode> SAMPLES = List.of(
                    "hello",
                    "hello-live",
                    "send",
                    "send-directed",
                    "send-accepted",
                    "token",
                    "watch",
                    "mark",
                    "typing",
                    "signal",
                    "ping")
            .stream()
            .map(Attacker::sample)
            .toList();

    private final String secret;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** @param secret what must never reach it */
    public Attacker(String secret) {
        this.secret = secret;
    }

    /** The golden samples of what clients say. */
    public static List<ObjectNode> samples() {
        return SAMPLES;
    }

    private static ObjectNode sample(String name) {
        try (InputStream in = Attacker.class.getResourceAsStream("/golden/client-%s.json".formatted(name))) {
            return (ObjectNode) Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @return how many it could say */
    public int connect(URI gateway, UUID application, String token, int number, FuzzedFrames frames, int count)
            throws IOException {
        try (ByteSocket socket = new ByteSocket(gateway, application.toString(), token)) {
            // One in eight begins with something else.
            if (number % 8 > 0) {
                socket.say("{\"type\":\"hello\",\"known\":{}}");
            }
            int errors = 0;
            for (int said = 0; said < count; said++) {
                FuzzedFrames.Shot shot = frames.next();
                try {
                    int refused = exchange(socket, shot, "mark-" + number + "-" + said);
                    if (refused < 0) {
                        ended(socket.closeCode(), shot, errors);
                        return said + 1;
                    }
                    errors += refused;
                } catch (AssertionError e) {
                    throw new AssertionError("connection %d, frame %d: %s".formatted(number, said, shot), e);
                }
            }
            return count;
        }
    }

    /** @return how many errors it was answered by; -1 when the connection ended */
    private int exchange(ByteSocket socket, FuzzedFrames.Shot shot, String mark) {
        shot.pieces().forEach(piece -> socket.frame(piece.head(), piece.payload(), piece.masked()));
        socket.say("{\"type\":\"ping\",\"id\":\"%s\"}".formatted(mark));
        int errors = 0;
        for (String text = socket.next(); text != null; text = socket.next()) {
            JsonNode frame = read(text);
            if (frame.path("id").asText().equals(mark)) {
                check(errors > 0 || !shot.senseless(), "it was not refused");
                return errors;
            }
            if (frame.path("type").asText().equals("error")) {
                errors++;
                error(frame);
            }
        }
        return -1;
    }

    private JsonNode read(String text) {
        check(!text.contains(secret), "It was given what is another's: " + text);
        try {
            JsonNode frame = Json.MAPPER.readTree(text);
            check(frame.path("type").isTextual(), "A frame without a type: " + text);
            return frame;
        } catch (JsonProcessingException e) {
            throw new AssertionError("A frame that is not JSON: " + text, e);
        }
    }

    private void error(JsonNode frame) {
        String code = frame.path("code").asText();
        count(code);
        check(ERRORS.contains(code) && !code.equals(ErrorCode.INTERNAL.wire()), "An error of its own: " + frame);
        check(!INSIDES.matcher(frame.path("message").asText()).find(), "It tells how it is made: " + frame);
    }

    private void ended(int code, FuzzedFrames.Shot shot, int errors) {
        count(Integer.toString(code));
        boolean expected =
                switch (code) {
                    // What was said last may be answered by some more.
                    case 4501 -> errors >= BAD_FRAMES - 3;
                    case 4504 -> true;
                    default -> !shot.framed() && BROKEN_FRAMING.contains(code);
                };
        check(expected, "it was closed with %d after %d errors".formatted(code, errors));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** Adds what another one met. */
    public void add(Attacker another) {
        another.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
    }

    /** How often each error and close code came. */
    @Override
    public String toString() {
        return outcomes.toString();
    }
}
