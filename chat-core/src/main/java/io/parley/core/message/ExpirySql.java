package io.parley.core.message;

import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** When messages of a batch expire: one statement, where any does. */
final class ExpirySql {
    private static final String INSERT = """
            insert into message_expiry (chat_key, seq, expires_at)
            select * from unnest(?::bigint[], ?::bigint[], ?::timestamptz[])
            """;

    private ExpirySql() {}

    static void insert(Connection connection, List<BatchSql.NewMessage> messages) throws SQLException {
        List<BatchSql.NewMessage> expiring = messages.stream()
                .filter(row -> row.message().expiresAt() != null)
                .toList();
        if (!expiring.isEmpty()) {
            Sql.update(
                    connection,
                    INSERT,
                    SqlArrays.bigints(connection, expiring, row -> row.chat().key()),
                    SqlArrays.bigints(connection, expiring, row -> row.message().seq()),
                    SqlArrays.array(connection, "timestamptz", expiring, row -> Objects.requireNonNull(
                                    row.message().expiresAt())
                            .atOffset(ZoneOffset.UTC)
                            .toString()));
        }
    }
}
