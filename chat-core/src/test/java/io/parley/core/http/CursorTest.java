package io.parley.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.ContractException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void whatWasPutInComesOut() {
        Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
        UUID id = UUID.randomUUID();

        String wire = Cursor.of("list", time, 42L, id, "a user");

        assertTrue(wire.matches("[A-Za-z0-9_-]+"), wire);
        Cursor read = Cursor.read("list", wire, 4);
        assertEquals(time, read.time(0));
        assertEquals(42, read.number(1));
        assertEquals(id, read.uuid(2));
        assertEquals("a user", read.text(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "bGlzdA", "äöü", "bGlzdApi", "===="})
    void whatNoListGaveIsRefused(String wire) {
        ContractException refusal = assertThrows(
                ContractException.class, () -> Cursor.read("list", wire, 1).number(0));

        assertEquals("cursor", refusal.field());
    }

    @Test
    void numbersAndTimesOutOfBoundsAreRefused() {
        String huge = wire("list\n" + "9".repeat(30));
        String late = wire("list\n" + Long.MAX_VALUE);
        String early = wire("list\n" + Long.MIN_VALUE);
        String nul = wire("list\na\u0000");

        assertThrows(ContractException.class, () -> Cursor.read("list", huge, 1).number(0));
        assertThrows(ContractException.class, () -> Cursor.read("list", late, 1).time(0));
        assertThrows(
                ContractException.class, () -> Cursor.read("list", early, 1).time(0));
        assertThrows(ContractException.class, () -> Cursor.read("list", nul, 1).text(0));
    }

    private static String wire(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
