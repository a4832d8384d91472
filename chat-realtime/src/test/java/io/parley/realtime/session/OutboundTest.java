package io.parley.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.CloseCode;
import io.parley.realtime.frame.EncodedFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundTest {
    /** A line whose other end reads when told to. */
    static final class Line implements Wire {
        final List<String> texts = new ArrayList<>();
        final Deque<byte[]> unread = new ArrayDeque<>();
        final List<CloseCode> closes = new ArrayList<>();
        private Listener listener = (frames, bytes) -> {};

        @Override
        public void listen(Listener written) {
            listener = written;
        }

        @Override
        public void write(EncodedFrame frame) {
            texts.add(new String(frame.json(), StandardCharsets.UTF_8));
            unread.add(frame.json());
        }

        @Override
        public void close(CloseCode code) {
            closes.add(code);
        }

        void read() {
            while (!unread.isEmpty()) {
                listener.written(1, unread.removeFirst().length);
            }
        }
    }

    private final Line line = new Line();
    private final AtomicInteger slow = new AtomicInteger();
    private final Outbound outbound = new Outbound(line, 1_000, 10, slow::incrementAndGet);

    @Test
    void aClientThatDoesNotReadIsClosedToResumeAndIsSentNothingMore() {
        // When
        for (int i = 0; i < 20; i++) {
            outbound.send(new EncodedFrame(new byte[300]));
        }

        // Then
        assertEquals(3, line.texts.size());
        assertEquals(List.of(CloseCode.SLOW_CONSUMER), line.closes);
        assertEquals(1, slow.get());
    }

    @Test
    void aClientThatReadsMayBeSentAnyAmount() {
        // When
        for (int i = 0; i < 100; i++) {
            outbound.send(new EncodedFrame(new byte[900]));
            line.read();
        }

        // Then
        assertEquals(100, line.texts.size());
        assertEquals(List.of(), line.closes);
        assertEquals(0, outbound.outstanding());
    }

    @Test
    void manySmallFramesAreBoundedToo() {
        // When
        for (int i = 0; i < 11; i++) {
            outbound.send(new EncodedFrame(new byte[1]));
        }

        // Then
        assertEquals(List.of(CloseCode.SLOW_CONSUMER), line.closes);
    }

    @Test
    void whoHasMuchToSendIsToldWhenTheClientHasRead() {
        // Given
        AtomicInteger told = new AtomicInteger();
        outbound.send(new EncodedFrame(new byte[600]));
        assertTrue(outbound.halfFull());
        outbound.whenRead(told::incrementAndGet);
        assertEquals(0, told.get());

        // When
        line.read();

        // Then
        assertEquals(1, told.get());
        assertFalse(outbound.halfFull());
    }
}
