package io.parley.core.message;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Tells what passes by itself from what will fail again. */
final class Passing {
    private Passing() {}

    /**
     * Whether the same batch may succeed later: the server is away, out of resources, or resolved a deadlock (SQLSTATE
     * classes 08, 40, 53, 55, 57, 58; PostgreSQL 18, appendix A). Without an SQLSTATE it is the pool or the network.
     */
    static boolean is(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() < 2 || e instanceof SQLTransientException) {
            return true;
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> true;
            default -> false;
        };
    }
}
