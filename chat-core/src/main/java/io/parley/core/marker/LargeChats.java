package io.parley.core.marker;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Live;
import io.parley.core.live.LivePublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells where the markers of large chats stand: every two seconds, of those where one moved since. So a chat is counted at
 * most once in that time, however many mark, and its last state is always told.
 */
@ApplicationScoped
class LargeChats {
    private static final Logger LOG = Logger.getLogger(LargeChats.class);
    private static final long EVERY_MILLIS = 2_000;
    /** Chats in one statement. */
    private static final int CHATS = 100;

    private final AgroalDataSource dataSource;
    private final LivePublisher live;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("large-chats").daemon().factory());
    private final Set<Long> moved = new LinkedHashSet<>();

    LargeChats(AgroalDataSource dataSource, LivePublisher live) {
        this.dataSource = dataSource;
        this.live = live;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
        tell();
    }

    synchronized void moved(Collection<Long> chatKeys) {
        moved.addAll(chatKeys);
    }

    private synchronized List<List<Long>> take() {
        List<Long> keys = List.copyOf(moved);
        moved.clear();
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += CHATS) {
            parts.add(keys.subList(from, Math.min(keys.size(), from + CHATS)));
        }
        return parts;
    }

    private void tell() {
        for (List<Long> chats : take()) {
            try (Connection connection = dataSource.getConnection()) {
                live.publish(MarkerCounts.of(connection, chats).stream()
                        .map(counts -> new Live.Markers(counts.application(), counts.frame()))
                        .toList());
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("Cannot count markers: %s. Trying again.", e.getMessage());
                moved(chats);
            }
        }
    }
}
