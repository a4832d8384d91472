package io.parley.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Statements that hold together. */
public final class Transaction {
    /** What is done. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Transaction() {}

    /** Commits what {@code work} did, or nothing of it when it failed. Not inside another transaction. */
    public static <T> T of(DataSource dataSource, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                // After a commit there is nothing to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }
}
