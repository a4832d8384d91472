package io.parley.core.timeline;

import java.io.Serial;
import java.sql.SQLException;

/** PostgreSQL did not do what was asked. */
public final class DatabaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DatabaseException(SQLException cause) {
        super(cause);
    }

    /**
     * Whether the same may succeed later: the server is away, out of resources, or broke a deadlock (SQLSTATE classes 08,
     * 40, 53, 55, 57, 58; PostgreSQL 18, appendix A).
     */
    public static boolean passing(SQLException e) {
        String state = e.getSQLState();
        if (state == null || e instanceof java.sql.SQLTransientException) {
            // No SQLSTATE: it does not come from the server, but from the pool or the network.
            return true;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "40", "53", "55", "57", "58" -> true;
            default -> false;
        };
    }
}
