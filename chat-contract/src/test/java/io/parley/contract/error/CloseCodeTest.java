package io.parley.contract.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {
    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void theRangeSaysWhetherToComeBack(CloseCode code) {
        assertTrue(code.code() >= 4000 && code.code() <= 4999);
        assertEquals(code.code() <= 4499, code.reconnect());
    }

    /** RFC 6455, section 5.5: a control frame has at most 125 bytes, two of which are the number. */
    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void theReasonFitsIntoACloseFrame(CloseCode code) {
        assertTrue(code.reason().getBytes(StandardCharsets.UTF_8).length <= 123);
    }

    @Test
    void noNumberIsUsedTwice() {
        assertEquals(
                CloseCode.values().length,
                Arrays.stream(CloseCode.values())
                        .mapToInt(CloseCode::code)
                        .distinct()
                        .count());
    }
}
