package io.parley.bench.target;

import io.parley.bench.load.LoadException;
import io.parley.bench.wire.Number48;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts what a database has of a run, by the content of its rows. */
public final class StoredQuery {
    private StoredQuery() {}

    /** {@code messages}: a query with a column {@code text}. */
    public static Stored count(Connection connection, String messages, long base, long count) {
        // The number is how a text begins; in C's order the numbers' texts are in theirs.
        String sql = """
                select count(*), count(distinct text) from (%1$s) as stored
                 where left(text, %2$d) collate "C" > ? and left(text, %2$d) collate "C" <= ? and length(text) = 100
                """.formatted(messages, Number48.LENGTH);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Number48.text(base));
            statement.setString(2, Number48.text(base + count));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Stored(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new LoadException("The stored messages cannot be counted: " + e.getMessage());
        }
    }
}
