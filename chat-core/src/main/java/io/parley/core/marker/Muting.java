package io.parley.core.marker;

import io.parley.contract.frame.ServerFrame;
import io.parley.core.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a chat is muted, as it stands in {@code subscription.muted_until}. */
public final class Muting {
    /** Nobody waits for it. Within what PostgreSQL and the wire can say. */
    static final Instant FOR_GOOD = Instant.parse("9999-01-01T00:00:00Z");

    private Muting() {}

    /** A row with {@code muted_until} and {@code read_at}, the time of now; null: it is not muted, or no more. */
    public static ServerFrame.@Nullable Muted read(ResultSet row) throws SQLException {
        Instant until = Sql.maybeInstant(row, "muted_until");
        if (until == null || !until.isAfter(Sql.instant(row, "read_at"))) {
            return null;
        }
        return new ServerFrame.Muted(until.equals(FOR_GOOD) ? null : until);
    }
}
