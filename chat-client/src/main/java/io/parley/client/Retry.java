package io.parley.client;

import io.parley.client.SocketListener.Disconnect;
import io.parley.contract.error.CloseCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to come back after a connection has ended, if at all. Used by one thread. */
final class Retry {
    private static final int UNAUTHORIZED = 401;
    /** The token may have expired on the way once or twice; a caller who never has a valid one is to be told. */
    private static final int UNAUTHORIZED_ATTEMPTS = 3;
    /** Answers to the upgrade that another attempt would not change. */
    private static final Set<Integer> REFUSED = Set.of(400, 403, 404);
    /** Over how long those who were sent away by a node that stops spread their return. */
    private static final Duration SPREAD = Duration.ofSeconds(3);
    /** Had the connection been good this long, then what ended it is something new. */
    private static final Duration SETTLED = Duration.ofMinutes(1);
    /** What is not over because a connection stood for a moment. */
    private static final Set<Integer> GROWING =
            Set.of(CloseCode.UNAVAILABLE.code(), CloseCode.INTERNAL.code(), CloseCode.TOO_MANY_CONNECTIONS.code());

    private final Backoff backoff;
    private final RandomGenerator random;
    private int attempt;
    private int unauthorized;

    Retry(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    /**
     * A connection, or the attempt at one, has ended.
     *
     * @param live for how long it was live; absent when it never was
     * @param asked how long the server asked to wait
     * @return how long to wait before the next attempt; empty when there is to be none
     */
    Optional<Duration> after(Disconnect why, @Nullable Duration live, @Nullable Duration asked) {
        unauthorized = why.code() == UNAUTHORIZED ? unauthorized + 1 : 0;
        if (why.code() >= CloseCode.HELLO_TIMEOUT.code()
                || REFUSED.contains(why.code())
                || unauthorized >= UNAUTHORIZED_ATTEMPTS) {
            return Optional.empty();
        }
        boolean anew = live != null && (!GROWING.contains(why.code()) || live.compareTo(SETTLED) >= 0);
        attempt = anew ? 0 : attempt + 1;
        if (anew && why.code() == CloseCode.DRAINING.code()) {
            return Optional.of(upTo(backoff.most().compareTo(SPREAD) < 0 ? backoff.most() : SPREAD));
        }
        if (anew && why.code() == CloseCode.TOKEN_EXPIRED.code()) {
            return Optional.of(Duration.ZERO);
        }
        Duration pause = backoff.before(attempt);
        return Optional.of(asked == null ? pause : asked.plus(pause));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
