package io.parley.ledger.traffic;

import io.parley.client.ParleyException;
import io.parley.contract.error.ErrorCode;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Asks again and again, another core each time, until there is an answer. */
final class Rest {
    private static final long PAUSE_MILLIS = 200;

    private Rest() {}

    /**
     * The answer; null when it was given up before there was one.
     *
     * @param request given a number that names another core each time; may answer null, which means "not known yet"
     * @throws ParleyException when the answer is a final refusal
     */
    static <T> @org.jspecify.annotations.Nullable T until(
            int first, BooleanSupplier givenUp, IntFunction<@org.jspecify.annotations.Nullable T> request) {
        for (int attempt = first; !givenUp.getAsBoolean(); attempt++) {
            try {
                T answer = request.apply(attempt);
                if (answer != null) {
                    return answer;
                }
            } catch (ParleyException e) {
                if (!e.retryable() && e.code() != ErrorCode.UNAUTHENTICATED) {
                    throw e;
                }
                Pause.of(PAUSE_MILLIS);
            } catch (io.parley.stack.StackException loginFailed) {
                Pause.of(PAUSE_MILLIS);
            }
        }
        return null;
    }
}
