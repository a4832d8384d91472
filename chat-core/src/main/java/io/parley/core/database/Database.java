package io.parley.core.database;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * SQL by JDBC: each call is one statement, committed by itself unless a transaction is open on this thread. For several
 * statements on a connection at hand, see {@link Sql}.
 */
@Singleton
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);

    private final DataSource dataSource;

    @Inject
    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows. The statement bounds them. */
    public <T> List<T> list(String sql, Sql.Row<T> row, @Nullable Object... parameters) {
        return on(connection -> Sql.list(connection, sql, row, parameters));
    }

    /** The first row, where there is one. */
    public <T> Optional<T> first(String sql, Sql.Row<T> row, @Nullable Object... parameters) {
        return on(connection -> Sql.first(connection, sql, row, parameters));
    }

    /** Runs a statement that changes something, and tells how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        return on(connection -> Sql.update(connection, sql, parameters));
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a request answers when a statement failed: that the database is away, or a fault of ours. */
    public static RuntimeException failure(SQLException e) {
        if (away(e)) {
            LOG.warnf("PostgreSQL is away: %s", e.getMessage());
            return new ContractException(ErrorCode.UNAVAILABLE, "The database is away; try again shortly.");
        }
        return new DatabaseException(e);
    }

    /** Connection exceptions (class 08), shutdown (57P), too many connections (53300), and a pool that waited in vain. */
    public static boolean away(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return String.valueOf(e.getMessage()).startsWith("Sorry, acquisition timeout");
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
