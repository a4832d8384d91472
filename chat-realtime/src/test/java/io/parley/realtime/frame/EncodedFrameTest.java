package io.parley.realtime.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class EncodedFrameTest {
    /** What RFC 7692, section 7.2.2, has a receiver append. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static String inflated(byte[] payload) throws DataFormatException {
        byte[] whole = Arrays.copyOf(payload, payload.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, payload.length, TAIL.length);
        Inflater inflater = new Inflater(true);
        inflater.setInput(whole);
        byte[] out = new byte[1_000_000];
        int length = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static EncodedFrame frame(String text) {
        return new EncodedFrame(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReceiverInflatesWhatWasDeflated() throws DataFormatException {
        String text = "{\"type\":\"message.created\",\"text\":\"%s\"}".formatted("Dinner at seven? ".repeat(500));
        EncodedFrame frame = frame(text);

        byte[] deflated = frame.deflated();

        assertTrue(deflated.length < text.length() / 10);
        assertEquals(text, inflated(deflated));
        assertSame(deflated, frame.deflated());
    }

    @Test
    void theLeastThatIsCompressedIsReadAgainToo() throws DataFormatException {
        String text = "{\"a\":\"%s\"}".formatted("ab".repeat(EncodedFrame.COMPRESSED_FROM / 2));

        assertEquals(text, inflated(frame(text).deflated()));
    }

    @Test
    void whatIsSmallOrDoesNotShrinkIsSentAsItIs() {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);

        assertNull(frame("{\"type\":\"pong\"}").deflated());
        assertNull(new EncodedFrame(noise).deflated());
    }

    @Test
    void aLargeFrameIsTheSameMemoryForAllSockets() {
        EncodedFrame large = frame("x".repeat(EncodedFrame.SHARED_FROM));

        assertSame(large.shared(), large.shared());
        assertEquals(EncodedFrame.SHARED_FROM, large.shared().remaining());
        assertTrue(large.shared().isDirect());
        assertNull(frame("x".repeat(EncodedFrame.SHARED_FROM - 1)).shared());
    }
}
