package io.parley.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void halfOfTheHeapIsForConnections() {
        assertEquals(10_922, Capacity.of(0, 256 * MEBIBYTE));
        assertEquals(43_690, Capacity.of(0, 1024 * MEBIBYTE));
    }

    @Test
    void theOperatorKnowsBetter() {
        assertEquals(100, Capacity.of(100, 256 * MEBIBYTE));
    }
}
