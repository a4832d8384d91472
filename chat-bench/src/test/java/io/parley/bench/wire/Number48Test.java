package io.parley.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Number48Test {
    private static long find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Number48.find(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 0xabcdefL, (1L << 48) - 1})
    void numberIsFoundAgainInAnyText(long number) {
        // Given
        String text = "{\"text\":\"" + Number48.text(number) + " and words\"}";

        // When
        long found = find(text);

        // Then
        assertEquals(number, found);
    }

    @Test
    void textsAreInTheOrderOfTheirNumbers() {
        assertEquals(-1, Integer.signum(Number48.text(9).compareTo(Number48.text(10))));
        assertEquals(-1, Integer.signum(Number48.text(0xff).compareTo(Number48.text(0x100))));
    }

    @Test
    void textWithoutANumberGivesNone() {
        assertEquals(-1, find("nothing ~ here, and ~too short~"));
    }

    @Test
    void numberThatIsCutOffIsNone() {
        assertEquals(-1, find(Number48.text(7).substring(0, Number48.LENGTH - 1)));
    }
}
