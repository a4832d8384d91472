package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private final Holds holds = new Holds();

    @Test
    void aChatInSlowModeHoldsUpItselfOnly() {
        // When
        holds.hold("slow", refusal(ErrorCode.RATE_LIMITED, 30_000L));
        holds.hold("slower", refusal(ErrorCode.RATE_LIMITED, 60_000L));

        // Then
        assertTrue(holds.holds("slow"));
        assertTrue(holds.holds("slower"));
        assertFalse(holds.holds("other"));
        assertFalse(holds.holdsAll());
    }

    @Test
    void whatIsRefusedForASecondInTwoChatsIsTheServersBound() {
        holds.hold("one", refusal(ErrorCode.RATE_LIMITED, 1_000L));
        assertFalse(holds.holdsAll());

        holds.hold("other", refusal(ErrorCode.RATE_LIMITED, 1_000L));
        assertTrue(holds.holdsAll());
    }

    @Test
    void aServerInTroubleHoldsUpAllForASecondWhereItNamesNoTime() {
        // When
        holds.hold("chat", refusal(ErrorCode.UNAVAILABLE, null));

        // Then
        assertTrue(holds.holdsAll());
        long wait = holds.untilNext(Duration.ofHours(1)).toMillis();
        assertTrue(wait > 500 && wait <= 1_000, () -> wait + " ms");
    }

    @Test
    void whatIsOverHoldsNothing() {
        // When
        holds.hold("chat", refusal(ErrorCode.OVERLOADED, 0L));

        // Then
        assertFalse(holds.holdsAll());
        assertFalse(holds.holds("chat"));
        assertEquals(Duration.ofHours(1), holds.untilNext(Duration.ofHours(1)));
    }

    private static ServerFrame.Refusal refusal(ErrorCode code, Long millis) {
        return new ServerFrame.Refusal(code, "later", null, "chat", "id", millis);
    }
}
