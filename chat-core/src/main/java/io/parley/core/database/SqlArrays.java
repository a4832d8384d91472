package io.parley.core.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of rows as SQL arrays: with {@code unnest}, a set of any size is one statement. */
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> Array bigints(Connection connection, List<T> rows, Function<T, Long> column) throws SQLException {
        return array(connection, "bigint", rows, column);
    }

    public static <T> Array texts(Connection connection, List<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        return array(connection, "text", rows, column);
    }

    /** The driver tells a row of bytes from a row of rows only by the array's own type. */
    public static <T> Array bytes(Connection connection, List<T> rows, Function<T, byte[]> column) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    public static <T> Array array(
            Connection connection, String type, List<T> rows, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return connection.createArrayOf(type, values);
    }
}
