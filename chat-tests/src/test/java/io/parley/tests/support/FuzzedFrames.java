package io.parley.tests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What somebody says who does not know the protocol, or knows it too well. The same seed says the same. */
public final class FuzzedFrames {
    private static final int FRAME_BYTES = 65_536;
    private static final int HARD_CAP_BYTES = 2_097_152;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int PING = 0x89;
    private static final int FINAL = 0x80;
    private static final int CONTROL_BYTES = 125;
    private static final Set<String> TYPES =
            Set.of("hello", "send", "token", "watch", "mark", "typing", "signal", "ping");
    private static final JsonMapper JUDGE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One frame of RFC 6455, or something like it. */
    public record Piece(int head, byte[] payload, boolean masked) {}

    /**
     * Something said.
     *
     * @param framed whether it is as RFC 6455 wants it, so that the connection has no reason to end
     * @param senseless whether it must be refused at once, whatever was said before
     */
    public record Shot(List<Piece> pieces, boolean framed, boolean senseless) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                String payload = new String(piece.payload(), StandardCharsets.ISO_8859_1);
                text.append("%02x %d [%s] ".formatted(piece.head(), payload.length(), cut(payload)));
            }
            return text.toString();
        }

        private static String cut(String payload) {
            return payload.length() > 600 ? payload.substring(0, 600) + "..." : payload;
        }
    }

    private final Random random;
    private final FuzzedJson json;
    private final List<ObjectNode> samples;

    /**
     * From a seed.
     *
     * @param samples good frames
     * @param others ids of what belongs to others
     */
    public FuzzedFrames(long seed, List<ObjectNode> samples, List<String> others) {
        this.random = new Random(seed);
        this.samples = samples;
        this.json = new FuzzedJson(random, others);
    }

    public Shot next() {
        int kind = random.nextInt(1_000);
        if (kind < 500) {
            return whole(json.of(sample()).getBytes(StandardCharsets.UTF_8));
        }
        if (kind < 700) {
            return whole(bent(FuzzedJson.write(sample()).getBytes(StandardCharsets.UTF_8)));
        }
        if (kind < 760) {
            return whole(bytes(random.nextInt(200)));
        }
        if (kind < 800) {
            byte[] payload = random.nextBoolean() ? bytes(random.nextInt(200)) : bent(new byte[] {'{', '}'});
            return new Shot(List.of(new Piece(FINAL | BINARY, payload, true)), true, true);
        }
        if (kind < 920) {
            return fragmented(json.of(sample()).getBytes(StandardCharsets.UTF_8));
        }
        if (kind < 950) {
            return whole(padded(FRAME_BYTES + 1 + random.nextInt(4 * FRAME_BYTES)));
        }
        if (kind == 950) {
            return new Shot(
                    List.of(new Piece(FINAL | TEXT, padded(HARD_CAP_BYTES + 1 + random.nextInt(FRAME_BYTES)), true)),
                    false,
                    false);
        }
        return kind < 985 ? whole(json.of(sample()).getBytes(StandardCharsets.UTF_8)) : unframed();
    }

    private ObjectNode sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    private static Shot whole(byte[] payload) {
        return shot(List.of(new Piece(FINAL | TEXT, payload, true)), payload);
    }

    private static Shot shot(List<Piece> pieces, byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return new Shot(pieces, true, senseless(payload.length, text));
        } catch (CharacterCodingException e) {
            return new Shot(pieces, false, false);
        }
    }

    /** Nothing that a later version of the protocol could allow. */
    private static boolean senseless(int bytes, String text) {
        try {
            JsonNode frame = JUDGE.readTree(text);
            boolean typed =
                    frame.isObject() && TYPES.contains(frame.path("type").asText());
            boolean tooLong =
                    bytes > FRAME_BYTES && !frame.path("type").asText().equals("hello");
            return !typed || !frame.path("type").isTextual() || tooLong;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Some bytes are changed, missing, there twice, or new. */
    private byte[] bent(byte[] good) {
        byte[] bytes = good;
        for (int times = 1 + random.nextInt(6); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
            bytes = switch (random.nextInt(5)) {
                case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(128)}, at + 1);
                case 1 -> joined(bytes, at, bytes(1), at + 1);
                case 2 -> joined(bytes, at, new byte[0], bytes.length == length ? at : at + length);
                case 3 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
                default -> joined(bytes, at, new byte[] {(byte) "{}[],:\"\\0 etn-.".charAt(random.nextInt(15))}, at);
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, until);
        out.writeBytes(middle);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    /** A good frame, but for its length. */
    private byte[] padded(int length) {
        return FuzzedJson.write(sample().deepCopy().put("type", "ping").put("padding", "x".repeat(length)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Fragments of any length, none included, in the middle of characters too, and a ping between two (RFC 6455, section 5.4). */
    private Shot fragmented(byte[] payload) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < payload.length || pieces.isEmpty()) {
            int end = Math.min(payload.length, at + random.nextInt(1 + payload.length / 2));
            pieces.add(new Piece(pieces.isEmpty() ? TEXT : 0, Arrays.copyOfRange(payload, at, end), true));
            if (random.nextInt(3) == 0) {
                pieces.add(new Piece(PING, bytes(random.nextInt(CONTROL_BYTES)), true));
            }
            at = end;
        }
        pieces.add(new Piece(FINAL, new byte[0], true));
        return shot(pieces, payload);
    }

    /** What RFC 6455 forbids. */
    private Shot unframed() {
        byte[] good = FuzzedJson.write(sample()).getBytes(StandardCharsets.UTF_8);
        List<Piece> pieces =
                switch (random.nextInt(8)) {
                    case 0 -> List.of(new Piece(FINAL | 0x40 | TEXT, good, true));
                    case 1 -> List.of(new Piece(FINAL | 0x30 | TEXT, good, true));
                    case 2 -> List.of(new Piece(FINAL | 3 + random.nextInt(5), good, true));
                    case 3 -> List.of(new Piece(FINAL | 11 + random.nextInt(5), good, true));
                    case 4 -> List.of(new Piece(FINAL | TEXT, good, false));
                    case 5 -> List.of(new Piece(FINAL, good, true));
                    case 6 -> List.of(new Piece(PING, bytes(CONTROL_BYTES + 1), true));
                    default -> List.of(new Piece(TEXT, good, true), new Piece(FINAL | TEXT, good, true));
                };
        return new Shot(pieces, false, false);
    }
}
