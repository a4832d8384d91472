package io.parley.core.timeline;

import io.agroal.api.AgroalDataSource;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Moves {@code published_rev} after what the broker has taken over. Collected for a quarter of a second, so that a busy chat
 * costs one more update in that time and not one more per batch.
 *
 * <p>It moves only without a gap: revs 5 to 9 do not count while 4, given out by another process, may have been lost with
 * it. Then the sweeper finds the chat.
 */
@ApplicationScoped
class PublishedRevs {
    private static final Logger LOG = Logger.getLogger(PublishedRevs.class);
    private static final long EVERY_MILLIS = 250;

    private static final String ADVANCE = """
            with published as (
                select * from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as p(key, first_rev, last_rev)
            ), locked as (
                -- In key order, as every other writer locks them.
                select key from chat where key in (select key from published) order by key for update
            )
            update chat c
               set published_rev = p.last_rev, unpublished_since = ?
              from published p
             where c.key = p.key
               and c.key in (select key from locked)
               and c.published_rev >= p.first_rev - 1
               and c.published_rev < p.last_rev
            """;

    private final AgroalDataSource dataSource;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("published-revs").daemon().factory());
    private Map<Long, Range> ranges = new HashMap<>();

    private record Range(long first, long last) {
        boolean touches(Range next) {
            return next.first <= last + 1 && first <= next.last + 1;
        }

        Range with(Range next) {
            return new Range(Math.min(first, next.first), Math.max(last, next.last));
        }
    }

    PublishedRevs(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::flush, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
        flush();
    }

    synchronized void add(List<PublishableChanges> changes) {
        for (PublishableChanges chat : changes) {
            Range next = new Range(chat.firstRev(), chat.lastRev());
            // Ranges with a gap between them: the later one is dropped and left to the sweeper.
            ranges.merge(chat.chatKey(), next, (known, more) -> known.touches(more) ? known.with(more) : known);
        }
    }

    private synchronized Map<Long, Range> take() {
        Map<Long, Range> taken = ranges;
        ranges = new HashMap<>();
        return taken;
    }

    private void flush() {
        Map<Long, Range> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        List<Map.Entry<Long, Range>> rows = new ArrayList<>(taken.entrySet());
        try (Connection connection = dataSource.getConnection()) {
            Sql.update(
                    connection,
                    ADVANCE,
                    SqlArrays.bigints(connection, rows, Map.Entry::getKey),
                    SqlArrays.bigints(connection, rows, row -> row.getValue().first()),
                    SqlArrays.bigints(connection, rows, row -> row.getValue().last()),
                    clock.instant());
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Cannot note what was published: %s. It will be published again.", e.getMessage());
        }
    }
}
