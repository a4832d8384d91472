package io.parley.tests.support;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** A lock in PostgreSQL that somebody else waits for: what a core writes meanwhile is under way, and not committed. */
public final class Held implements AutoCloseable {
    private final Connection connection;

    /** @param lock what takes the lock */
    public Held(Database database, String lock) throws SQLException {
        connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.execute();
        }
    }

    /** Waits until a transaction of this database waits for a lock. */
    public void isWaitedFor() {
        await("a transaction to wait for the lock")
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(this::waiting);
    }

    private boolean waiting() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    /** Lets the others go on. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
