package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.SocketListener.Disconnect;
import io.parley.contract.error.CloseCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Random random = new Random(1);
    private final Retry retry = new Retry(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), random), random);

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void theClientComesBackWhereTheContractSaysSo(CloseCode code) {
        assertEquals(code.reconnect(), after(code, A_MOMENT).isPresent());
    }

    @Test
    void whatHappensAfterAGoodConnectionBeginsWithAShortWait() {
        for (int i = 0; i < 20; i++) {
            assertTrue(after(CloseCode.SLOW_CONSUMER, A_MOMENT).orElseThrow().toMillis() <= 100);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_CONNECTIONS", "UNAVAILABLE", "INTERNAL"})
    void someTroubleIsNotOverBecauseAConnectionStoodForAMoment(CloseCode code) {
        // When
        for (int i = 0; i < 10; i++) {
            after(code, A_MOMENT);
        }

        // Then
        assertTrue(after(code, A_MOMENT).orElseThrow().toMillis() >= 5_000);
        assertTrue(after(code, Duration.ofMinutes(2)).orElseThrow().toMillis() <= 100);
    }

    @Test
    void whoWasSentAwayByANodeThatStopsComesBackAtARandomTime() {
        // When
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            waits.add(after(CloseCode.DRAINING, A_MOMENT).orElseThrow().toMillis());
        }

        // Then
        assertTrue(waits.size() > 50, waits::toString);
        assertTrue(waits.stream().allMatch(wait -> wait <= 3_000), waits::toString);
        assertTrue(waits.stream().anyMatch(wait -> wait > 1_500), waits::toString);
    }

    @Test
    void anExpiredTokenIsReplacedAtOnceAndNotInALoop() {
        assertEquals(Duration.ZERO, after(CloseCode.TOKEN_EXPIRED, A_MOMENT).orElseThrow());
        assertTrue(after(CloseCode.TOKEN_EXPIRED, null).orElseThrow().toMillis() > 0);
    }

    @Test
    void aNodeThatAsksForTimeIsGivenIt() {
        // When
        Duration wait = retry.after(new Disconnect(503, "no room"), null, Duration.ofSeconds(7))
                .orElseThrow();

        // Then
        assertTrue(wait.compareTo(Duration.ofSeconds(7)) > 0 && wait.compareTo(Duration.ofSeconds(8)) < 0);
    }

    @Test
    void aTokenThatIsNeverTakenEndsItAfterThreeAttempts() {
        Disconnect refused = new Disconnect(401, "no");

        assertTrue(retry.after(refused, null, null).isPresent());
        assertTrue(retry.after(refused, null, null).isPresent());
        assertEquals(Optional.empty(), retry.after(refused, null, null));
    }

    private Optional<Duration> after(CloseCode code, Duration live) {
        return retry.after(new Disconnect(code.code(), code.reason()), live, null);
    }
}
