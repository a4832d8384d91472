package io.parley.client;

import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the server a fresh token while the old one is good: a minute before it expires, or at half of the time that is left when that is
 * less. The supplier is asked on a virtual thread of its own, so that a slow login holds nobody up. While it has no other
 * token than the current one it is asked again, more and more often; what fails in the end is mended by the
 * server's close and a new connection.
 */
final class TokenRefresh implements Speaker {
    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());
    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final Duration LEAST = Duration.ofSeconds(1);
    /** The token seems to have expired already: this clock is wrong, and asking without end would not set it right. */
    private static final Duration WITH_A_WRONG_CLOCK = Duration.ofSeconds(30);

    private static final int PATIENCE = 4;

    private final Tokens tokens;
    private final InstantSource clock;
    private final Runnable wake;
    /** Counts connections: what was asked for one is not said on another. */
    private int connection;

    private boolean live;
    private boolean asking;
    private boolean said;
    private @Nullable String fresh;
    private Instant expiresAt = Instant.MAX;
    private long dueNanos;

    TokenRefresh(Tokens tokens, InstantSource clock, Runnable wake) {
        this.tokens = tokens;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public synchronized void ready(ServerFrame.Ready ready) {
        connection++;
        live = true;
        expiresAt(ready.tokenExpiresAt());
    }

    private void expiresAt(Instant end) {
        expiresAt = end;
        Duration left = left();
        Duration early = left.compareTo(EARLY) < 0 ? left.dividedBy(2) : EARLY;
        due(left.isPositive() ? left.minus(early) : WITH_A_WRONG_CLOCK);
    }

    private Duration left() {
        return Duration.between(clock.instant(), expiresAt);
    }

    private void due(Duration in) {
        dueNanos = System.nanoTime() + in.toNanos();
    }

    @Override
    public synchronized Optional<String> next() {
        if (fresh != null && !said) {
            said = true;
            return Optional.of(Json.string(new ClientFrame.Token(fresh)));
        }
        if (live && fresh == null && !asking && System.nanoTime() - dueNanos >= 0) {
            asking = true;
            int asked = connection;
            Thread.ofVirtual().name("parley-token").start(() -> ask(asked));
        }
        return Optional.empty();
    }

    @Override
    public synchronized Duration idle() {
        return asking || fresh != null || !live
                ? UNTIL_WOKEN
                : Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    private void ask(int asked) {
        String answer = null;
        try {
            answer = tokens.renewed();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "No fresh token for an open socket; it will be asked for again", e);
        }
        take(asked, answer);
        wake.run();
    }

    private synchronized void take(int asked, @Nullable String answer) {
        asking = false;
        if (asked == connection && live && answer != null && !tokens.isCurrent(answer)) {
            fresh = answer;
            said = false;
        } else {
            later();
        }
    }

    private void later() {
        Duration wait = left().dividedBy(PATIENCE);
        due(wait.isNegative() ? WITH_A_WRONG_CLOCK : wait.compareTo(LEAST) < 0 ? LEAST : wait);
    }

    /** The server has taken it. */
    synchronized void taken(ServerFrame.Token answer) {
        if (fresh != null) {
            tokens.use(fresh);
            fresh = null;
        }
        expiresAt(answer.tokenExpiresAt());
    }

    @Override
    public synchronized void again(ServerFrame.Refusal refusal) {
        said = false;
    }

    @Override
    public synchronized void refused(ServerFrame.Refusal refusal) {
        if (fresh != null && said && (refusal.code() == ErrorCode.UNAUTHENTICATED || "token".equals(refusal.field()))) {
            fresh = null;
            later();
        }
    }

    @Override
    public synchronized void disconnected() {
        live = false;
        fresh = null;
    }
}
