package io.parley.core.database;

import java.io.Serial;
import java.sql.SQLException;

/** A statement failed for a reason that is a fault of ours. */
public final class DatabaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DatabaseException(SQLException cause) {
        super(cause);
    }
}
