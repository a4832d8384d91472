package io.parley.core.logout;

import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that ended before their access tokens expire. The truth is a table; what is asked at every request is a copy of it,
 * behind by {@link LogoutConfig#refresh()} at most. Safe for use by many threads.
 */
@ApplicationScoped
class RevokedSessions {
    private static final Logger LOG = Logger.getLogger(RevokedSessions.class);
    /** A transaction that began earlier may commit later: how far back each reading looks again. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final Duration PURGE = Duration.ofMinutes(1);

    private static final String RECORD = """
            insert into revoked_session as r (user_id, session, at, recorded_at) values (?, ?, ?, ?)
            on conflict (user_id, session) do update
            set at = greatest(r.at, excluded.at), recorded_at = excluded.recorded_at
             where r.at < excluded.at
            """;

    private static final String SINCE = """
            select user_id, session, at, recorded_at from revoked_session where recorded_at >= ?
             order by recorded_at limit ?
            """;

    private static final String ONE = """
            select at from revoked_session where user_id = ? and session in (?, '') and at >= ? limit 1
            """;

    private static final String FORGET = """
            delete from revoked_session where (user_id, session) in (
                select user_id, session from revoked_session where recorded_at < ? limit 10000)
            """;

    private final Database database;
    private final LogoutConfig config;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("logouts").daemon().factory());
    private volatile Copy copy = new Copy(Map.of(), Instant.EPOCH, true);
    private boolean failing;

    private record Session(String user, String session) {}

    private record Revoked(Session session, Instant at, Instant recordedAt) {}

    /**
     * What was read last.
     *
     * @param read the newest {@code recorded_at} that was seen
     * @param complete whether it is all that there is
     */
    private record Copy(Map<Session, Revoked> sessions, Instant read, boolean complete) {}

    RevokedSessions(Database database, LogoutConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long every = config.refresh().toMillis();
        timer.scheduleWithFixedDelay(this::refreshQuietly, 0, every, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::forget, 0, PURGE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
    }

    /** Returns after the commit; from then on this process refuses the session, and the others soon. */
    void revoke(LogoutToken token) {
        database.update(RECORD, token.user(), token.session(), token.issuedAt(), clock.instant());
        refresh();
    }

    /** Whether memory is enough to answer {@link #inMemory}. */
    boolean complete() {
        return copy.complete();
    }

    /** Whether a token of that session, which was issued then, is good no more, as far as this process knows. */
    boolean inMemory(String user, String session, Instant issuedAt) {
        Map<Session, Revoked> sessions = copy.sessions();
        return !sessions.isEmpty()
                && (ended(sessions.get(new Session(user, "")), issuedAt)
                        || (!session.isEmpty() && ended(sessions.get(new Session(user, session)), issuedAt)));
    }

    /** The same, by asking PostgreSQL. */
    boolean stored(String user, String session, Instant issuedAt) {
        return database.first(ONE, row -> row, user, session, issuedAt).isPresent();
    }

    private static boolean ended(@Nullable Revoked revoked, Instant issuedAt) {
        return revoked != null && !issuedAt.isAfter(revoked.at());
    }

    synchronized void refresh() {
        Copy known = copy;
        Instant oldest = clock.instant().minus(config.kept());
        Instant from = known.complete() ? max(known.read().minus(OVERLAP), oldest) : oldest;
        List<Revoked> news = database.list(SINCE, RevokedSessions::revoked, from, config.remembered() + 1);
        Map<Session, Revoked> sessions = new HashMap<>();
        if (known.complete()) {
            known.sessions().values().stream()
                    .filter(revoked -> !revoked.recordedAt().isBefore(oldest))
                    .forEach(revoked -> sessions.put(revoked.session(), revoked));
        }
        news.forEach(revoked -> sessions.put(revoked.session(), revoked));
        boolean complete = sessions.size() <= config.remembered() && news.size() <= config.remembered();
        Instant read = news.isEmpty() ? known.read() : news.getLast().recordedAt();
        copy = complete ? new Copy(Map.copyOf(sessions), read, true) : new Copy(Map.of(), Instant.EPOCH, false);
    }

    private void refreshQuietly() {
        try {
            refresh();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warnf("Logouts that other chat-cores were told of are not known meanwhile: %s", e.getMessage());
            }
        }
    }

    void forget() {
        try {
            database.update(FORGET, clock.instant().minus(config.kept()));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Old logouts could not be forgotten");
        }
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Revoked revoked(ResultSet row) throws SQLException {
        return new Revoked(
                new Session(row.getString("user_id"), row.getString("session")),
                Sql.instant(row, "at"),
                Sql.instant(row, "recorded_at"));
    }
}
